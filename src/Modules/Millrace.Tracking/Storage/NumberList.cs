using System.Globalization;
using Millrace.Kernel.Tables;

namespace Millrace.Tracking.Storage;

/// <summary>A condition on any number of rows' numbers, as one parameter: engines limit how many there may be.</summary>
internal sealed class NumberList(SqlDialect dialect)
{
    /// <summary>The condition that the column is in the list of the parameter.</summary>
    public string Condition(string column, string parameter) => dialect == SqlDialect.Sqlite
        ? $"{column} IN (SELECT value FROM json_each(@{parameter}))"
        : $"{column} = ANY(@{parameter})";

    /// <summary>The parameter's value.</summary>
    public object Value(IReadOnlyCollection<long> numbers) => dialect == SqlDialect.Sqlite
        ? string.Create(CultureInfo.InvariantCulture, $"[{string.Join(',', numbers)}]")
        : numbers.ToArray();
}
