using System.Globalization;
using Millrace.DuckDb;
using Millrace.Kernel.Problems;

namespace Millrace.Monitoring.Files;

/// <summary>One side of a comparison of files, read into columns.</summary>
internal sealed class ComparedFile
{
    private readonly ColumnSet columns;

    private ComparedFile(string path, ColumnSet columns) => (Path, this.columns) = (path, columns);

    public string Path { get; }

    public int RowCount => columns.RowCount;

    public IReadOnlyList<string> Names => [.. columns.Select(column => column.Name)];

    public static Outcome<ComparedFile> Read(DuckConnection connection, string path, CancellationToken ct)
    {
        try
        {
            var columns = connection.ReadColumns($"SELECT {Columns(connection, path)} FROM {Source(path)}", ct);
            return columns.RowCount == 0 ? MonitoringProblems.NoRows(path) : new ComparedFile(path, columns);
        }
        catch (DuckDbException failure)
        {
            return MonitoringProblems.Unreadable(path, failure.Message);
        }
    }

    public bool IsNumber(string name) => columns[name] is not TextColumn;

    public double[] Numbers(string name) => columns[name].ToDoubles();

    public IEnumerable<string?> Texts(string name) => columns[name] is TextColumn text
        ? Enumerable.Range(0, RowCount).Select(row => text[row])
        : Numbers(name).Select(number => double.IsNaN(number) ? null : number.ToString(CultureInfo.InvariantCulture));

    // Nested and binary columns are compared by their text.
    private static string Columns(DuckConnection connection, string path)
    {
        var schema = connection.Rows($"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {Source(path)})");
        return string.Join(", ", schema.Select(row => Selected((string)row[0]!, (string)row[1]!)));
    }

    private static string Selected(string name, string type)
    {
        var quoted = DuckSql.QuoteIdentifier(name);
        var isNumber = type is "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" or "UBIGINT"
            or "HUGEINT" or "FLOAT" or "DOUBLE" or "BOOLEAN" || type.StartsWith("DECIMAL", StringComparison.Ordinal);
        return isNumber ? $"CAST({quoted} AS DOUBLE) AS {quoted}" : $"CAST({quoted} AS VARCHAR) AS {quoted}";
    }

    private static string Source(string path) => System.IO.Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".parquet" => $"read_parquet({DuckSql.QuoteLiteral(path)})",
        ".json" or ".jsonl" or ".ndjson" => $"read_json({DuckSql.QuoteLiteral(path)})",
        _ => $"read_csv({DuckSql.QuoteLiteral(path)}, header = true, strict_mode = true)",
    };
}
