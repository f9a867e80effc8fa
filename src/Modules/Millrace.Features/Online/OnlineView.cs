using System.Text.Json;
using Millrace.Features.Contracts;
using Millrace.Features.Windows;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Time;

namespace Millrace.Features.Online;

/// <summary>One view's file, mapped into memory.</summary>
internal sealed class OnlineView : IOnlineView, IDisposable
{
    /// <summary>First bytes of a view's file; the header's length and the header follow.</summary>
    public static readonly byte[] Magic = "MLRONLN1"u8.ToArray();

    private const int SmallKeyBytes = 512;

    private readonly MappedFile file;
    private readonly OnlineLayout layout;
    private readonly WindowFormula?[] formulas;
    private readonly int[] windowsByLength;

    private OnlineView(MappedFile file, OnlineHeader header, OnlineLayout layout)
    {
        (this.file, Header, this.layout) = (file, header, layout);
        formulas = [.. header.Aggregates.Select(aggregate => aggregate.Formula())];
        windowsByLength = [.. Enumerable.Range(0, header.Windows.Count).OrderBy(window => header.Windows[window].Micros)];
        FeatureNames = [.. header.Aggregates.SelectMany(a => header.Windows.Select(w => $"{header.View}_{a.Name}_{w.Label}"))];
    }

    public OnlineHeader Header { get; }

    public string Name => Header.View;

    public IReadOnlyList<string> FeatureNames { get; }

    public IReadOnlyList<string> QueryColumns => Header.QueryColumns;

    public int EntityCount => Header.EntityCount;

    /// <summary>Maps a file.</summary>
    /// <exception cref="InvalidDataException">It is damaged or of another version.</exception>
    public static OnlineView Open(string path)
    {
        var file = new MappedFile(path);
        try
        {
            var (header, dataStart) = ReadHeader(file, path);
            var layout = new OnlineLayout(header, dataStart);
            return layout.Length == file.Length
                ? new OnlineView(file, header, layout)
                : throw new InvalidDataException($"{path} has {file.Length} bytes where its header asks for {layout.Length}");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public OnlineAnswer Lookup(ReadOnlySpan<OnlineKey> keys, AsOf asOf, Span<double> values)
    {
        if (keys.Length != QueryColumns.Count)
        {
            throw new ArgumentException($"View '{Name}' has {QueryColumns.Count} keys, but got {keys.Length}.", nameof(keys));
        }

        if (values.Length < FeatureNames.Count)
        {
            throw new ArgumentException($"View '{Name}' gives {FeatureNames.Count} values, but there is room for {values.Length}.", nameof(values));
        }

        file.Hold();
        try
        {
            var entity = Find(keys);
            return entity < 0 ? NoPast(values) : new OnlineQuery(file, layout, Header, formulas, windowsByLength).Answer(entity, asOf.UnixMicroseconds, values);
        }
        finally
        {
            file.Release();
        }
    }

    public void Dispose() => file.Dispose();

    private static (OnlineHeader Header, long DataStart) ReadHeader(MappedFile file, string path)
    {
        if (file.Length < Magic.Length + sizeof(long) || !file.Span<byte>(0, Magic.Length).SequenceEqual(Magic))
        {
            throw new InvalidDataException($"{path} is no file of online features of version {OnlineHeader.Version}");
        }

        var length = file.Span<long>(Magic.Length, 1)[0];
        var start = Magic.Length + sizeof(long);
        try
        {
            var header = JsonSerializer.Deserialize<OnlineHeader>(file.Span<byte>(start, checked((int)length)), CanonicalJson.Options);
            return (header ?? throw new InvalidDataException($"{path} has no header"), start + length);
        }
        catch (Exception e) when (e is JsonException or OverflowException)
        {
            throw new InvalidDataException($"{path} has a damaged header", e);
        }
    }

    private OnlineAnswer NoPast(Span<double> values)
    {
        for (var a = 0; a < formulas.Length; a++)
        {
            values.Slice(a * Header.Windows.Count, Header.Windows.Count).Fill(formulas[a]?.Empty ?? double.NaN);
        }

        return OnlineAnswer.UnknownEntity;
    }

    private int Find(ReadOnlySpan<OnlineKey> keys)
    {
        foreach (var part in keys)
        {
            if (part.IsNull)
            {
                return -1;
            }
        }

        var longest = EntityKeyBytes.MaxLength(keys);
        Span<byte> room = longest <= SmallKeyBytes ? stackalloc byte[SmallKeyBytes] : new byte[longest];
        var key = EntityKeyBytes.Write(keys, room);
        var slots = file.Span<int>(layout.HashSlots, Header.HashSlotCount);
        var offsets = file.Span<int>(layout.KeyOffsets, Header.EntityCount + 1);
        var all = file.Span<byte>(layout.KeyBytes, Header.KeyByteCount);
        var slot = (int)EntityKeyBytes.Hash(key) & (slots.Length - 1);
        for (; slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
        {
            var entity = slots[slot] - 1;
            if (all[offsets[entity]..offsets[entity + 1]].SequenceEqual(key))
            {
                return entity;
            }
        }

        return -1;
    }
}
