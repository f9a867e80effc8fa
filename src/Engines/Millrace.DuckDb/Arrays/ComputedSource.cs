using Millrace.DuckDb.Native;

namespace Millrace.DuckDb.Arrays;

/// <summary>Values that are computed as they are asked for, NaN as NULL.</summary>
internal sealed unsafe class ComputedSource(ComputedColumn column) : ColumnSource(column)
{
    public override bool IsOrdered => true;

    protected override void WriteValues(nint vector, int start, int count)
    {
        var values = column.Values(start, count);
        values.CopyTo(new Span<double>(Api.duckdb_vector_get_data(vector), count));
        MarkNaNs(vector, values);
    }
}
