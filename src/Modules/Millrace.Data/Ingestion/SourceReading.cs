using System.Text.Json;
using Millrace.Data.Contracts;
using Millrace.Data.Reading;
using Millrace.DuckDb;
using Millrace.Kernel.Problems;

namespace Millrace.Data.Ingestion;

/// <summary>Finds out what a file holds: its columns at a glance, or everything by reading every value once.</summary>
/// <param name="connection">An engine with the right to open the file.</param>
/// <param name="path">The file to read.</param>
/// <param name="shown">How to name it to people.</param>
/// <param name="format">One of <see cref="DataVocabulary.Formats"/>.</param>
internal sealed class SourceReading(DuckConnection connection, string path, string shown, string format)
{
    private const int WholeFile = -1;
    private const int SampleRows = 20480;

    /// <summary>The columns, from the file's beginning.</summary>
    public Outcome<SourceShape> Glance() => format switch
    {
        "parquet" => Guarded(() => new SourceShape(Described($"read_parquet({Path})"), 0, null)),
        "csv" => CsvHeader.Read(path, shown).Then(header => new CsvReading(connection, path, shown, header).Glance()),
        _ => Guarded(() => JsonLines(SampleRows)),
    };

    /// <summary>Columns and row count, every value having been read with its column's type.</summary>
    public Outcome<SourceShape> ReadAll(CancellationToken ct) => format switch
    {
        "parquet" => Glance().Then(shape => Guarded(() => Counted(shape, $"read_parquet({Path})", ct))),
        "csv" => CsvHeader.Read(path, shown).Then(header => new CsvReading(connection, path, shown, header).ReadAll(ct)),
        _ => Guarded(() => JsonLines(WholeFile))
            .Then(shape => Guarded(() => Counted(shape, FileScan.JsonLines(path, shape.Columns), ct))),
    };

    private string Path => DuckSql.QuoteLiteral(path);

    private SourceShape JsonLines(int sampleRows) => new(
        Described($"read_json({Path}, format = 'newline_delimited', records = true, sample_size = {sampleRows})"), 0, null);

    private List<DatasetColumn> Described(string table)
    {
        using var statement = connection.Prepare($"SELECT * FROM {table}");
        return [.. statement.ColumnNames.Zip(statement.ColumnTypes, (name, type) => new DatasetColumn(name, TypeNames.Of(type)))];
    }

    private SourceShape Counted(SourceShape shape, string table, CancellationToken ct) =>
        shape with { RowCount = RowCount.Of(connection, table, shape.Columns, ct) };

    private Outcome<SourceShape> Guarded(Func<SourceShape> read)
    {
        try
        {
            return read();
        }
        catch (DuckDbException failure) when (!failure.IsDiskFull)
        {
            var reason = format == "jsonl" ? BadJsonLine() : null;
            return DataProblems.SourceUnreadable(shown, format, reason ?? DataProblems.FirstLine(failure.Message));
        }
    }

    // DuckDB's own line numbers are one off.
    private string? BadJsonLine()
    {
        var number = 0L;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            try
            {
                using var document = line.Trim().Length == 0 ? null : JsonDocument.Parse(line);
                if (document is not null && document.RootElement.ValueKind != JsonValueKind.Object)
                {
                    return $"line {number} is not an object";
                }
            }
            catch (JsonException failure)
            {
                return $"line {number} is not valid JSON (byte {failure.BytePositionInLine})";
            }
        }

        return null;
    }
}
