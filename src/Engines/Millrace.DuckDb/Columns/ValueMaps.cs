using System.Numerics;

namespace Millrace.DuckDb;

/// <summary>How one value in DuckDB's memory becomes one in the array; a struct, so that the loop is compiled around it.</summary>
internal interface IValueMap<in TSource, out TTarget>
{
    /// <summary>True when source and target are the same bits.</summary>
    bool IsCopy { get; }

    TTarget Map(TSource value);
}

internal readonly struct Same<T> : IValueMap<T, T>
{
    public bool IsCopy => true;

    public T Map(T value) => value;
}

internal readonly struct Widen<TSource, TTarget> : IValueMap<TSource, TTarget>
    where TSource : INumber<TSource>
    where TTarget : INumber<TTarget>
{
    public bool IsCopy => false;

    public TTarget Map(TSource value) => TTarget.CreateChecked(value);
}

internal readonly struct Unscale<TSource>(double divisor) : IValueMap<TSource, double>
    where TSource : INumber<TSource>
{
    public bool IsCopy => false;

    public double Map(TSource value) => double.CreateTruncating(value) / divisor;
}

internal readonly struct ToMicros<TSource>(long multiplier, long divisor) : IValueMap<TSource, long>
    where TSource : INumber<TSource>, IMinMaxValue<TSource>
{
    public bool IsCopy => multiplier == 1 && divisor == 1 && typeof(TSource) == typeof(long);

    // DuckDB's infinities are the largest value and its negative; they stay infinite in any precision.
    public long Map(TSource value) =>
        value == TSource.MaxValue ? long.MaxValue
        : value == -TSource.MaxValue ? -long.MaxValue
        : divisor == 1 ? checked(long.CreateChecked(value) * multiplier)
        : Floor(long.CreateChecked(value));

    private long Floor(long value) => (value / divisor) - (value % divisor < 0 ? 1 : 0);
}
