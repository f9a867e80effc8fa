using Millrace.Kernel.Problems;

namespace Millrace.Data.Ingestion;

/// <summary>The first record of a csv file.</summary>
/// <param name="Delimiter">What separates the fields: the candidate that occurs most in the header.</param>
/// <param name="Names">Column names, all different without regard to case, none empty.</param>
internal sealed record CsvHeader(string Delimiter, IReadOnlyList<string> Names)
{
    private static readonly char[] Candidates = [',', ';', '\t', '|'];

    /// <summary>Reads it.</summary>
    /// <param name="path">The file to read.</param>
    /// <param name="shown">How to name it to people.</param>
    public static Outcome<CsvHeader> Read(string path, string shown)
    {
        var best = Candidates
            .Select(delimiter => (delimiter, names: FirstRecord(path, delimiter)))
            .MaxBy(candidate => candidate.names.Count);
        for (var i = 0; i < best.names.Count; i++)
        {
            if (best.names[i].Length == 0)
            {
                return DataProblems.CsvMalformed(shown, 1, $"column {i + 1} of {best.names.Count} has no name; the first line must name the columns");
            }
        }

        var twice = best.names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? new CsvHeader(best.delimiter.ToString(), best.names)
            : DataProblems.DuplicateColumn(shown, twice.First());
    }

    /// <summary>Finds the first record with another number of fields than the header.</summary>
    /// <returns>Its problem, or null when there is none.</returns>
    public Problem? FindRagged(string path, string shown)
    {
        using var reader = new StreamReader(path);
        var records = new CsvScanner(reader, Delimiter[0]);
        while (records.Next() is { } fields)
        {
            var isBlank = fields is [""] && Names.Count > 1;
            if (!isBlank && fields.Count != Names.Count)
            {
                return records.EndsInsideQuotes
                    ? DataProblems.CsvMalformed(shown, records.Line, "a field begins with a double quote that is never closed")
                    : DataProblems.CsvRagged(shown, records.Line, Names.Count, fields.Count);
            }
        }

        return null;
    }

    private static List<string> FirstRecord(string path, char delimiter)
    {
        using var reader = new StreamReader(path);
        return new CsvScanner(reader, delimiter).Next() ?? [];
    }
}
