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
    // Beyond it a BIGINT overflows.
    private const string IntegerBound = "9.2e18";

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
                var (rowCount, wider) = ReadOnce(shape, ct);
                if (wider is null)
                {
                    return shape with { RowCount = rowCount };
                }

                glance = wider;
            }
            catch (DuckDbException failure) when (!failure.IsDiskFull)
            {
                glance = Converting().Match(failure.Message) is { Success: true } match
                    && Widened(shape, [match.Groups["name"].Value]) is { } wider ? wider : Refused(failure.Message);
            }
        }

        return glance;
    }

    // Read as an integer, 7.5 would become 8 without a word: so integers are read as fractions and looked at.
    private (long RowCount, SourceShape? Wider) ReadOnce(SourceShape shape, CancellationToken ct)
    {
        var loose = shape.Columns.Select(column => TypeNames.IsInteger(column.Type) ? column with { Type = "double" } : column).ToList();
        var looks = shape.Columns.Select(column =>
        {
            var name = DuckSql.QuoteIdentifier(column.Name);
            return TypeNames.IsInteger(column.Type)
                ? $", bool_or({name} <> trunc({name}) OR abs({name}) >= {IntegerBound})"
                : $", bit_xor(hash({name}))";
        });
        using var result = connection.Query(
            $"SELECT count(*){string.Concat(looks)} FROM {FileScan.Csv(path, header.Delimiter, loose)}", ct);
        var chunk = result.NextChunk()!;
        var fractional = shape.Columns.Where((_, i) => chunk.Column(i + 1).GetValue(0) is true).Select(column => column.Name).ToList();
        return ((long)chunk.Column(0).GetValue(0)!, fractional.Count == 0 ? null : Widened(shape, fractional));
    }

    private static SourceShape? Widened(SourceShape shape, IReadOnlyList<string> names)
    {
        var columns = shape.Columns.Select(column => !names.Contains(column.Name) || column.Type == "varchar" ? column
            : column with { Type = TypeNames.IsInteger(column.Type) ? "double" : "varchar" }).ToList();
        return columns.SequenceEqual(shape.Columns) ? null : shape with { Columns = columns };
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
