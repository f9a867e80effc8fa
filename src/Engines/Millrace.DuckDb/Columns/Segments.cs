namespace Millrace.DuckDb;

/// <summary>An array of unknown length: filled piece by piece, joined once, never copied while it grows.</summary>
internal sealed class Segments<T>
    where T : unmanaged
{
    private const int First = 2048;
    private const int Largest = 1 << 18;

    private readonly List<(T[] Values, int Filled)> _full = [];
    private T[] _open = [];
    private int _filled;
    private int _count;

    /// <summary>Room for the next values, to be filled at once.</summary>
    public Span<T> Reserve(int count)
    {
        if (_open.Length - _filled < count)
        {
            _full.Add((_open, _filled));
            var size = Math.Max(count, Math.Clamp(_open.Length * 4, First, Largest));
            (_open, _filled) = (GC.AllocateUninitializedArray<T>(size), 0);
        }

        var room = _open.AsSpan(_filled, count);
        _filled += count;
        _count += count;
        return room;
    }

    /// <summary>All values in one array; the pieces are given up.</summary>
    public T[] ToArray()
    {
        var all = GC.AllocateUninitializedArray<T>(_count);
        var next = 0;
        foreach (var (values, filled) in _full)
        {
            values.AsSpan(0, filled).CopyTo(all.AsSpan(next));
            next += filled;
        }

        _open.AsSpan(0, _filled).CopyTo(all.AsSpan(next));
        _full.Clear();
        (_open, _filled, _count) = ([], 0, 0);
        return all;
    }
}
