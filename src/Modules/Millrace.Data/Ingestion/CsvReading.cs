using System.Globalization;
using System.Text.RegularExpressions;
using Millrace.Data.Contracts;
using Millrace.Data.Reading;
using Millrace.DuckDb;
using Millrace.Kernel.Problems;

namespace Millrace.Data.Ingestion;

/// <summary>Finds out what a csv file holds. Types are guessed from the first rows, then every value is read with them; a
/// column that holds something else becomes double, and then text.</summary>
internal sealed partial class CsvReading(DuckConnection connection, string path, string shown, CsvHeader header)
{
    /// <summary>The columns as the first rows suggest.</summary>
    public Outcome<SourceShape> Glance()
    {
        try
        {
            var sniffed = $"read_csv({DuckSql.QuoteLiteral(path)}, {FileScan.CsvDialect(header.Delimiter)})";
            using var statement = connection.Prepare($"SELECT * FROM {sniffed}");
            var types = statement.ColumnTypes;
            return types.Count == header.Names.Count ? Shape(types.Select(TypeNames.Of)) : AllText();
        }
        catch (DuckDbException failure) when (!failure.IsDiskFull)
        {
            return header.FindRagged(path, shown) is { } problem ? problem : AllText();
        }
    }

    /// <summary>Columns and row count.</summary>
    public Outcome<SourceShape> ReadAll(CancellationToken ct)
    {
        var glance = Glance();
        while (glance.IsOk)
        {
            var shape = glance.Value;
            try
            {
                var rowCount = RowCount.Of(connection, FileScan.Csv(path, header.Delimiter, shape.Columns), shape.Columns, ct);
                return shape with { RowCount = rowCount };
            }
            catch (DuckDbException failure) when (!failure.IsDiskFull)
            {
                glance = Widened(shape, failure.Message) is { } wider ? wider : Refused(failure.Message);
            }
        }

        return glance;
    }

    private static SourceShape? Widened(SourceShape shape, string message)
    {
        var name = Converting().Match(message) is { Success: true } match ? match.Groups["name"].Value : null;
        var column = shape.Columns.FirstOrDefault(column => column.Name == name);
        if (column is null || column.Type == "varchar")
        {
            return null;
        }

        var wider = column with { Type = TypeNames.IsInteger(column.Type) ? "double" : "varchar" };
        return shape with { Columns = [.. shape.Columns.Select(other => other == column ? wider : other)] };
    }

    private Problem Refused(string message)
    {
        if (header.FindRagged(path, shown) is { } ragged)
        {
            return ragged;
        }

        var what = DataProblems.FirstLine(message);
        return Line().Match(message) is { Success: true } match
            ? DataProblems.CsvMalformed(shown, long.Parse(match.Groups["line"].Value, CultureInfo.InvariantCulture), what)
            : DataProblems.SourceUnreadable(shown, "csv", what);
    }

    private SourceShape AllText() => Shape(header.Names.Select(_ => "varchar"));

    private SourceShape Shape(IEnumerable<string> types) =>
        new([.. header.Names.Zip(types, (name, type) => new DatasetColumn(name, type))], 0, header.Delimiter);

    [GeneratedRegex("""Error when converting column "(?<name>.+?)"\.""")]
    private static partial Regex Converting();

    [GeneratedRegex("""CSV Error on Line: (?<line>\d+)""")]
    private static partial Regex Line();
}
