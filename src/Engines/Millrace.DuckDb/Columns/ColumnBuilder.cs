namespace Millrace.DuckDb;

/// <summary>Collects one column's vectors, chunk by chunk, into one array.</summary>
internal abstract class ColumnBuilder
{
    protected ValidityBuilder Validity { get; } = new();

    public void Append(in DuckVector vector)
    {
        AppendValues(vector);
        Validity.Append(vector.Validity, vector.Count);
    }

    public abstract DuckColumn Finish(string name);

    protected abstract void AppendValues(in DuckVector vector);

    /// <summary>The builder for a type.</summary>
    /// <exception cref="DuckDbException">There are no arrays for the type.</exception>
    public static ColumnBuilder For(string name, DuckColumnType type) => type.Kind switch
    {
        DuckType.Boolean => new ValueBuilder<bool, bool, Same<bool>>(default, static (n, v, b) => new BoolColumn(n, v, b)),
        DuckType.TinyInt => Ints<sbyte>(),
        DuckType.SmallInt => Ints<short>(),
        DuckType.UTinyInt => Ints<byte>(),
        DuckType.USmallInt => Ints<ushort>(),
        DuckType.Integer => new ValueBuilder<int, int, Same<int>>(default, static (n, v, b) => new IntColumn(n, v, b)),
        DuckType.BigInt => new ValueBuilder<long, long, Same<long>>(default, static (n, v, b) => new LongColumn(n, v, b)),
        DuckType.UInteger => Longs<uint>(),
        DuckType.UBigInt => Longs<ulong>(),
        DuckType.Float => new ValueBuilder<float, float, Same<float>>(
            default, static (n, v, b) => new FloatColumn(n, v, b), float.NaN),
        DuckType.Double => new ValueBuilder<double, double, Same<double>>(
            default, static (n, v, b) => new DoubleColumn(n, v, b), double.NaN),
        DuckType.HugeInt => Decimals<Int128>(0),
        DuckType.UHugeInt => Decimals<UInt128>(0),
        DuckType.Decimal => ForDecimal(type),
        DuckType.Timestamp or DuckType.TimestampTz => Times<long>(1, 1),
        DuckType.TimestampSeconds => Times<long>(TimeSpan.MicrosecondsPerSecond, 1),
        DuckType.TimestampMillis => Times<long>(TimeSpan.MicrosecondsPerMillisecond, 1),
        DuckType.TimestampNanos => Times<long>(1, TimeSpan.MicrosecondsPerMillisecond),
        DuckType.Date => Times<int>(TimeSpan.MicrosecondsPerDay, 1),
        DuckType.Varchar => new TextBuilder(),
        DuckType.Enum => new EnumBuilder(type),
        _ => throw new DuckDbException(
            DuckErrorKind.MismatchType,
            $"Mismatch Type Error: column '{name}' is a {type.Sql}, which has no array form; cast it in the SQL."),
    };

    private static ColumnBuilder ForDecimal(DuckColumnType type) => type.Physical switch
    {
        DuckType.SmallInt => Decimals<short>(type.Scale),
        DuckType.Integer => Decimals<int>(type.Scale),
        DuckType.BigInt => Decimals<long>(type.Scale),
        _ => Decimals<Int128>(type.Scale),
    };

    private static ValueBuilder<T, int, Widen<T, int>> Ints<T>()
        where T : unmanaged, System.Numerics.INumber<T> =>
        new(default, static (n, v, b) => new IntColumn(n, v, b));

    private static ValueBuilder<T, long, Widen<T, long>> Longs<T>()
        where T : unmanaged, System.Numerics.INumber<T> =>
        new(default, static (n, v, b) => new LongColumn(n, v, b));

    private static ValueBuilder<T, double, Unscale<T>> Decimals<T>(int scale)
        where T : unmanaged, System.Numerics.INumber<T> =>
        new(new Unscale<T>(Math.Pow(10, scale)), static (n, v, b) => new DoubleColumn(n, v, b), double.NaN);

    private static ValueBuilder<T, long, ToMicros<T>> Times<T>(long multiplier, long divisor)
        where T : unmanaged, System.Numerics.INumber<T>, System.Numerics.IMinMaxValue<T> =>
        new(new ToMicros<T>(multiplier, divisor), static (n, v, b) => new TimestampColumn(n, v, b));
}
