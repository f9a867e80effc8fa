using System.Globalization;
using Millrace.Data.Contracts;
using Millrace.Data.Preparation;
using Millrace.Data.Reading;
using Millrace.DuckDb;

namespace Millrace.Data.Checks;

/// <summary>Whether a check's values make sense for its columns.</summary>
internal sealed class CheckValueRules(DuckConnection connection, int index, CheckSpec check, string name, Findings findings)
{
    public void Apply(IReadOnlyList<DatasetColumn> columns)
    {
        ApplyToBounds();
        ApplyToPattern();
        foreach (var column in columns)
        {
            ApplyTo(column);
        }
    }

    /// <summary>An expression must answer yes or no.</summary>
    public void MustBeBoolean(string type)
    {
        if (type != "boolean")
        {
            findings.Add(CheckProblems.Value(name, $"its expression gives {type}, not a boolean", "Write a comparison that is true for good rows."), Path("expression"));
        }
    }

    private void ApplyTo(DatasetColumn column)
    {
        var wanted = check.Check switch
        {
            "between" when !TypeNames.IsNumber(column.Type) => "a number",
            "matches" when column.Type != "varchar" => "varchar",
            "freshness" when !TypeNames.IsTime(column.Type) => "a timestamp or date",
            _ => null,
        };
        if (wanted is not null)
        {
            findings.Add(CheckProblems.ColumnType(name, column.Name, column.Type, wanted), Path("columns"));
        }

        foreach (var value in check.Check == "in_set" ? check.Values ?? [] : [])
        {
            if (connection.Scalar<bool>($"SELECT TRY_CAST(? AS {column.Type}) IS NULL", value))
            {
                findings.Add(CheckProblems.Value(name, $"the value '{value}' is no {column.Type}, which '{column.Name}' is", "Correct the value."), Path("values"));
            }
        }
    }

    private void ApplyToBounds()
    {
        if (check is { Min: { } min, Max: { } max } && !(min <= max))
        {
            var (low, high) = (min.ToString(CultureInfo.InvariantCulture), max.ToString(CultureInfo.InvariantCulture));
            findings.Add(CheckProblems.Value(name, $"min must not be over max, but got {low} and {high}", "Exchange them."), Path("min"));
        }

        if (check.Values is { Count: 0 })
        {
            findings.Add(CheckProblems.Value(name, "values is empty, so no row could pass", "List the values that are allowed."), Path("values"));
        }

        if (check.MaxAge is { } age && age <= TimeSpan.Zero)
        {
            findings.Add(CheckProblems.Value(name, $"max_age must be over zero, but got {age}", "Write a duration such as 1d."), Path("max_age"));
        }
    }

    private void ApplyToPattern()
    {
        if (check.Pattern is null)
        {
            return;
        }

        try
        {
            connection.Scalar<bool>("SELECT regexp_matches('', ?)", check.Pattern);
        }
        catch (DuckDbException failure)
        {
            findings.Add(
                CheckProblems.Value(name, $"the pattern '{check.Pattern}' is no regular expression: {DataProblems.FirstLine(failure.Message)}", "Use RE2 syntax, such as ^[A-Z]{3}$."),
                Path("pattern"));
        }
    }

    private IReadOnlyList<string> Path(string field) => ["checks", index.ToString(CultureInfo.InvariantCulture), field];
}
