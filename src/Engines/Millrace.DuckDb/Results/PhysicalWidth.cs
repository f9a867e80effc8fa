namespace Millrace.DuckDb;

/// <summary>Bytes one value takes in a vector.</summary>
internal static class PhysicalWidth
{
    public static int Of(DuckType type) => type switch
    {
        DuckType.Boolean or DuckType.TinyInt or DuckType.UTinyInt => 1,
        DuckType.SmallInt or DuckType.USmallInt => 2,
        DuckType.Integer or DuckType.UInteger or DuckType.Float or DuckType.Date => 4,
        DuckType.Struct or DuckType.Array or DuckType.Union or DuckType.Invalid => 0,
        DuckType.HugeInt or DuckType.UHugeInt or DuckType.Uuid or DuckType.Interval or DuckType.Varchar
            or DuckType.Blob or DuckType.Bit or DuckType.BigNum or DuckType.List or DuckType.Map => 16,
        _ => 8,
    };
}
