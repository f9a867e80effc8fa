namespace Millrace.DuckDb;

/// <summary>Collects ENUM values: DuckDB's own codes and texts are the dictionary.</summary>
internal sealed class EnumBuilder(DuckColumnType type) : ColumnBuilder
{
    private readonly Segments<int> _codes = new();

    public override DuckColumn Finish(string name) =>
        new TextColumn(name, _codes.ToArray(), [.. type.EnumTexts], Validity.ToArray());

    protected override void AppendValues(in DuckVector vector)
    {
        var codes = _codes.Reserve(vector.Count);
        switch (type.Physical)
        {
            case DuckType.UTinyInt:
                Fill(vector, vector.Span<byte>(), codes);
                break;
            case DuckType.USmallInt:
                Fill(vector, vector.Span<ushort>(), codes);
                break;
            default:
                Fill(vector, vector.Span<int>(), codes);
                break;
        }
    }

    private static void Fill<T>(in DuckVector vector, ReadOnlySpan<T> source, Span<int> codes)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = vector.IsNull(row) ? -1 : int.CreateTruncating(source[row]);
        }
    }
}
