using Millrace.Data.Contracts;
using Millrace.DuckDb;

namespace Millrace.Data.Ingestion;

/// <summary>Counts rows in a way that makes the engine read and convert every value.</summary>
internal static class RowCount
{
    public static long Of(DuckConnection connection, string table, IReadOnlyList<DatasetColumn> columns, CancellationToken ct)
    {
        // A count of the column could be answered from statistics, without reading it.
        var checksums = columns.Select(column => $", bit_xor(hash({DuckSql.QuoteIdentifier(column.Name)}))");
        using var result = connection.Query($"SELECT count(*){string.Concat(checksums)} FROM {table}", ct);
        return (long)result.NextChunk()!.Column(0).GetValue(0)!;
    }
}
