using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Millrace.DuckDb;

/// <summary>Collects values of a fixed width.</summary>
/// <param name="map">From DuckDB's value to the array's.</param>
/// <param name="make">Makes the column of name, values and validity.</param>
/// <param name="forNull">What NULL rows hold.</param>
internal sealed class ValueBuilder<TSource, TTarget, TMap>(
    TMap map, Func<string, TTarget[], ulong[]?, DuckColumn> make, TTarget forNull = default) : ColumnBuilder
    where TSource : unmanaged
    where TTarget : unmanaged
    where TMap : struct, IValueMap<TSource, TTarget>
{
    private readonly Segments<TTarget> _values = new();

    public override DuckColumn Finish(string name) => make(name, _values.ToArray(), Validity.ToArray());

    protected override void AppendValues(in DuckVector vector)
    {
        var source = vector.Span<TSource>();
        var target = _values.Reserve(source.Length);
        if (map.IsCopy)
        {
            MemoryMarshal.Cast<TSource, TTarget>(source).CopyTo(target);
            ClearNulls(vector, target);
            return;
        }

        try
        {
            MapAll(vector, source, target);
        }
        catch (OverflowException)
        {
            throw new DuckDbException(
                DuckErrorKind.OutOfRange,
                $"Out of Range Error: a {vector.Type.Sql} does not fit {typeof(TTarget).Name}; cast it to DOUBLE or VARCHAR in the SQL.");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ClearNulls(in DuckVector vector, Span<TTarget> target)
    {
        if (vector.Validity.IsEmpty)
        {
            return;
        }

        for (var row = 0; row < target.Length; row++)
        {
            if (vector.IsNull(row))
            {
                target[row] = forNull;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MapAll(in DuckVector vector, ReadOnlySpan<TSource> source, Span<TTarget> target)
    {
        for (var row = 0; row < source.Length; row++)
        {
            target[row] = vector.IsNull(row) ? forNull : map.Map(source[row]);
        }
    }
}
