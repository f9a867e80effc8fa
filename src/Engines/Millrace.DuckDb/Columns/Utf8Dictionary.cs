using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace Millrace.DuckDb;

/// <summary>Gives each distinct UTF-8 text a code, 0, 1, 2, … in the order of first sight.</summary>
internal sealed class Utf8Dictionary
{
    private const int FirstSlotCount = 64;

    // Open addressing: a slot holds code + 1, 0 when free; never more than half full.
    private int[] _slots = new int[FirstSlotCount];
    private Entry[] _entries = new Entry[FirstSlotCount / 2];
    private byte[] _bytes = new byte[1024];
    private int _byteCount;
    private int _count;

    // Optimized at once, as its caller.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int CodeOf(ReadOnlySpan<byte> text)
    {
        var hash = HashOf(text);
        var slot = (int)hash & (_slots.Length - 1);
        for (; _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            ref var entry = ref _entries[_slots[slot] - 1];
            if (entry.Hash == hash && text.SequenceEqual(_bytes.AsSpan(entry.Start, entry.Length)))
            {
                return _slots[slot] - 1;
            }
        }

        return Add(text, hash, slot);
    }

    public string[] ToArray()
    {
        var texts = new string[_count];
        for (var code = 0; code < texts.Length; code++)
        {
            texts[code] = Encoding.UTF8.GetString(_bytes, _entries[code].Start, _entries[code].Length);
        }

        return texts;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong HashOf(ReadOnlySpan<byte> text)
    {
        const ulong odd = 0x9E3779B97F4A7C15;
        var hash = (ulong)text.Length * odd;
        while (text.Length >= sizeof(ulong))
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text));
            text = text[sizeof(ulong)..];
        }

        ulong rest = 0;
        foreach (var value in text)
        {
            rest = (rest << 8) | value;
        }

        return Mix(hash ^ rest);

        // Both halves of the full product, so that each input bit reaches the low bits that pick the slot.
        static ulong Mix(ulong value)
        {
            var high = Math.BigMul(value, odd, out var low);
            return high ^ low;
        }
    }

    private int Add(ReadOnlySpan<byte> text, ulong hash, int slot)
    {
        if (_byteCount + text.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(_bytes.Length * 2L, (long)_byteCount + text.Length)));
        }

        text.CopyTo(_bytes.AsSpan(_byteCount));
        _entries[_count] = new Entry(hash, _byteCount, text.Length);
        _byteCount += text.Length;
        _slots[slot] = ++_count;
        if (_count == _entries.Length)
        {
            Grow();
        }

        return _count - 1;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, _entries.Length * 2);
        _slots = new int[_slots.Length * 2];
        for (var code = 0; code < _count; code++)
        {
            var slot = (int)_entries[code].Hash & (_slots.Length - 1);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = code + 1;
        }
    }

    private readonly record struct Entry(ulong Hash, int Start, int Length);
}
