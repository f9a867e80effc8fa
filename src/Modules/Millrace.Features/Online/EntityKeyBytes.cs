using System.Buffers.Binary;
using System.Text;
using Millrace.Features.Contracts;

namespace Millrace.Features.Online;

/// <summary>The one way to write an entity's key as bytes, and to hash them.</summary>
internal static class EntityKeyBytes
{
    private const byte TextMark = (byte)'T';
    private const byte NumberMark = (byte)'N';
    private const int HeadBytes = 1 + sizeof(int);
    private const ulong Odd = 0x9E3779B97F4A7C15;

    /// <summary>Room that is always enough for the key.</summary>
    public static int MaxLength(ReadOnlySpan<OnlineKey> keys)
    {
        var length = 0;
        foreach (var key in keys)
        {
            length += HeadBytes + (key.Text is { } text ? Encoding.UTF8.GetMaxByteCount(text.Length) : sizeof(long));
        }

        return length;
    }

    /// <summary>Writes the key.</summary>
    /// <returns>The bytes written.</returns>
    public static ReadOnlySpan<byte> Write(ReadOnlySpan<OnlineKey> keys, Span<byte> room)
    {
        var at = 0;
        foreach (var key in keys)
        {
            at += Write(key, room[at..]);
        }

        return room[..at];
    }

    /// <summary>A hash whose low bits depend on every byte.</summary>
    public static ulong Hash(ReadOnlySpan<byte> key)
    {
        var hash = (ulong)key.Length * Odd;
        for (; key.Length >= sizeof(ulong); key = key[sizeof(ulong)..])
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(key));
        }

        ulong rest = 0;
        foreach (var value in key)
        {
            rest = (rest << 8) | value;
        }

        return Mix(hash ^ rest);
    }

    private static int Write(OnlineKey key, Span<byte> room)
    {
        if (key.Text is null)
        {
            room[0] = NumberMark;
            BinaryPrimitives.WriteInt64LittleEndian(room[1..], key.Number);
            return 1 + sizeof(long);
        }

        room[0] = TextMark;
        var length = Encoding.UTF8.GetBytes(key.Text, room[HeadBytes..]);
        BinaryPrimitives.WriteInt32LittleEndian(room[1..], length);
        return HeadBytes + length;
    }

    private static ulong Mix(ulong value)
    {
        var high = Math.BigMul(value, Odd, out var low);
        return high ^ low;
    }
}
