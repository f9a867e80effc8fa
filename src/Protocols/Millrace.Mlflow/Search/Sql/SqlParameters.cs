using System.Globalization;

namespace Millrace.Mlflow.Search.Sql;

/// <summary>Collects values; each gets one name.</summary>
internal sealed class SqlParameters
{
    private readonly Dictionary<string, object?> values = [];
    private readonly Dictionary<object, string> known = [];

    public IReadOnlyDictionary<string, object?> Values => values;

    /// <summary>The placeholder of a value.</summary>
    public string Add(object value)
    {
        if (!known.TryGetValue(value, out var name))
        {
            name = NewName(value);
            known.Add(value, name);
        }

        return name;
    }

    /// <summary>The placeholder of a value that may be missing.</summary>
    public string AddOrNull(string? value) => value is null ? "NULL" : Add(value);

    private string NewName(object value)
    {
        var name = "search_" + values.Count.ToString(CultureInfo.InvariantCulture);
        values.Add(name, value);
        return "@" + name;
    }
}
