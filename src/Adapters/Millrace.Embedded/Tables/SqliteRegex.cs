using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Millrace.Embedded.Tables;

/// <summary>Gives connections the operator <c>REGEXP</c>, which SQLite only names. Time grows with the text, never exponentially.</summary>
internal static class SqliteRegex
{
    private const int MostPatternCharacters = 2_000;
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline;

    /// <summary>From now on, <c>text REGEXP pattern</c> says whether the pattern is anywhere in the text; of NULL it is NULL.</summary>
    public static void Register(SqliteConnection connection)
    {
        // A statement asks the same pattern of row after row.
        Regex? last = null;
        connection.CreateFunction<string?, string?, bool?>("regexp", Matches, isDeterministic: true);

        bool? Matches(string? pattern, string? text)
        {
            if (pattern is null || text is null)
            {
                return null;
            }

            if (last is null || last.ToString() != pattern)
            {
                last = pattern.Length <= MostPatternCharacters
                    ? new Regex(pattern, Options)
                    : throw new ArgumentException($"A pattern of {pattern.Length} characters is over {MostPatternCharacters}.");
            }

            return last.IsMatch(text);
        }
    }
}
