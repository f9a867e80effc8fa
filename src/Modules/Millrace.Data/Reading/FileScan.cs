using System.Globalization;
using Millrace.Data.Contracts;
using Millrace.DuckDb;

namespace Millrace.Data.Reading;

/// <summary>SQL that reads files with known columns: nothing is guessed, so the same file always reads the same.</summary>
internal static class FileScan
{
    /// <summary>A query in parentheses.</summary>
    /// <param name="version">What to read.</param>
    /// <param name="paths">Local files, in the manifest's order.</param>
    /// <param name="columns">Columns and the types to read them as; types other than the manifest's only for csv and jsonl.</param>
    /// <param name="rowId">Name of a column with the row's number from 0 over all files in order; null for none.</param>
    public static string Sql(
        DatasetVersion version, IReadOnlyList<string> paths, IReadOnlyList<DatasetColumn> columns, string? rowId)
    {
        var offset = 0L;
        var parts = new List<string>();
        foreach (var (file, path) in version.Files.Zip(paths))
        {
            parts.Add(OneFile(file, path, columns, rowId, offset));
            offset += file.RowCount;
        }

        return $"({string.Join(" UNION ALL ", parts)})";
    }

    /// <summary>The table function for a csv file whose columns are known.</summary>
    public static string Csv(string path, string delimiter, IEnumerable<DatasetColumn> columns) =>
        $"read_csv({DuckSql.QuoteLiteral(path)}, auto_detect = false, columns = {Struct(columns)}, {CsvDialect(delimiter)})";

    /// <summary>The csv dialect that is spoken: RFC 4180 with a header, UTF-8, strict.</summary>
    public static string CsvDialect(string delimiter) =>
        $"header = true, delim = {DuckSql.QuoteLiteral(delimiter)}, quote = '\"', escape = '\"', skip = 0, " +
        "strict_mode = true, null_padding = false, ignore_errors = false";

    /// <summary>The table function for a file of JSON lines whose columns are known.</summary>
    public static string JsonLines(string path, IEnumerable<DatasetColumn> columns) =>
        $"read_json({DuckSql.QuoteLiteral(path)}, format = 'newline_delimited', records = true, columns = {Struct(columns)})";

    /// <summary>Quoted names, separated by commas.</summary>
    public static string Names(IEnumerable<DatasetColumn> columns) =>
        string.Join(", ", columns.Select(column => DuckSql.QuoteIdentifier(column.Name)));

    private static string OneFile(
        DatasetFile file, string path, IReadOnlyList<DatasetColumn> columns, string? rowId, long offset)
    {
        var names = Names(columns);
        var start = offset.ToString(CultureInfo.InvariantCulture);
        var quotedId = rowId is null ? null : DuckSql.QuoteIdentifier(rowId);
        if (file.Format == "parquet")
        {
            return quotedId is null
                ? $"SELECT {names} FROM read_parquet({DuckSql.QuoteLiteral(path)})"
                : $"SELECT {names}, file_row_number + {start} AS {quotedId} FROM read_parquet({DuckSql.QuoteLiteral(path)}, file_row_number = true)";
        }

        var table = file.Format == "csv" ? Csv(path, file.Delimiter ?? ",", columns) : JsonLines(path, columns);
        return quotedId is null
            ? $"SELECT {names} FROM {table}"
            : $"SELECT {names}, row_number() OVER () - 1 + {start} AS {quotedId} FROM {table}";
    }

    private static string Struct(IEnumerable<DatasetColumn> columns) =>
        "{" + string.Join(", ", columns.Select(column =>
            $"{DuckSql.QuoteLiteral(column.Name)}: {DuckSql.QuoteLiteral(column.Type)}")) + "}";
}
