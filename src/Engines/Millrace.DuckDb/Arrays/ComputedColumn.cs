namespace Millrace.DuckDb.Arrays;

/// <summary>One of the columns of <see cref="ComputedBlocks"/>.</summary>
internal sealed class ComputedColumn(string name, ComputedBlocks blocks, int place) : DuckColumn(name, blocks.RowCount, null)
{
    public override string SqlType => "DOUBLE";

    internal override DuckType Type => DuckType.Double;

    public override bool IsNull(int row) => throw Unreadable();

    public override double[] ToDoubles() => throw Unreadable();

    internal ReadOnlySpan<double> Values(int start, int count) => blocks.Values(place, start, count);

    private InvalidOperationException Unreadable() =>
        new($"Column '{Name}' is computed while a query reads it; it cannot be looked into.");
}
