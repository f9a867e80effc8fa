using Millrace.DuckDb;
using Millrace.Features.Contracts;

namespace Millrace.Training.Rows;

/// <summary>Reads the usable rows of one part, always in the same order. Not thread safe.</summary>
internal sealed class PartReader(DuckConnection connection, ArrayTable? list, int rowCount, string fromWhere) : IDisposable
{
    /// <summary>Rows of the part.</summary>
    public int RowCount => rowCount;

    /// <summary>Whole columns in memory: for a few at a time.</summary>
    /// <param name="expressions">SQL, e.g. a quoted column name.</param>
    /// <param name="ct">Interrupts the query.</param>
    public ColumnSet Columns(IEnumerable<string> expressions, CancellationToken ct) =>
        connection.ReadColumns($"SELECT {string.Join(", ", expressions)} {fromWhere}", ct);

    /// <summary>Groups of rows: for counts that do not depend on the order.</summary>
    /// <param name="select">What is selected, from the table <c>part</c>; with GROUP BY and ORDER BY where wanted.</param>
    /// <param name="ct">Interrupts the query.</param>
    public ColumnSet Aggregate(string select, CancellationToken ct) =>
        connection.ReadColumns($"WITH part AS (SELECT * {fromWhere}) {select}", ct);

    /// <summary>The labels: 0 or 1 for a binary target.</summary>
    public float[] Labels(CancellationToken ct) => ((FloatColumn)Columns(["_label::FLOAT"], ct)[0]).Values;

    /// <summary>Hands out all rows, block by block, never whole in memory.</summary>
    /// <param name="features">The columns wanted.</param>
    /// <param name="take">Called with the same block each time; what it needs later it copies.</param>
    /// <param name="ct">Interrupts the query.</param>
    public void Read(IReadOnlyList<FeatureInfo> features, Action<FeatureBlock> take, CancellationToken ct)
    {
        var block = new FeatureBlock(features);
        var columns = features.Select(ColumnCopy.For).ToArray();
        using var result = connection.Query($"SELECT {string.Join(", ", features.Select(Expression))} {fromWhere}", ct);
        while (result.NextChunk() is { } chunk)
        {
            if (block.RowCount + chunk.RowCount > FeatureBlock.Capacity)
            {
                take(block);
                block.RowCount = 0;
            }

            for (var i = 0; i < columns.Length; i++)
            {
                columns[i].Append(chunk.Column(i), block, i);
            }

            block.RowCount += chunk.RowCount;
        }

        if (block.RowCount > 0)
        {
            take(block);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        list?.Dispose();
        connection.Dispose();
    }

    private static string Expression(FeatureInfo feature) =>
        $"{DuckSql.QuoteIdentifier(feature.Name)}::{(feature.Type == FeatureType.Number ? "DOUBLE" : "VARCHAR")}";
}
