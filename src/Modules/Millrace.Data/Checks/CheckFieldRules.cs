using System.Globalization;
using Millrace.Data.Contracts;
using Millrace.Data.Preparation;

namespace Millrace.Data.Checks;

/// <summary>Whether a check has the fields it needs and no others.</summary>
internal sealed class CheckFieldRules(int index, CheckSpec check, string name, CheckFields fields, Findings findings)
{
    public void Apply()
    {
        var present = Present();
        foreach (var field in fields.Required.Where(field => !present.Contains(field)))
        {
            Missing(field);
        }

        if (fields.Optional.Count > 0 && !fields.Optional.Any(present.Contains))
        {
            Missing(string.Join(" or ", fields.Optional));
        }

        foreach (var field in present.Where(field => !fields.Required.Contains(field) && !fields.Optional.Contains(field)))
        {
            findings.Add(CheckProblems.FieldUnused(name, field), Path(field));
        }

        ApplyToColumns();
        ApplyToTolerance();
    }

    private void ApplyToColumns()
    {
        if (fields.Columns == CheckColumns.None && check.Columns.Count > 0)
        {
            findings.Add(CheckProblems.FieldUnused(name, "columns"), Path("columns"));
        }
        else if (fields.Columns != CheckColumns.None && check.Columns.Count == 0)
        {
            Missing("column");
        }
        else if (fields.Columns == CheckColumns.One && check.Columns.Count > 1)
        {
            findings.Add(CheckProblems.Value(name, "it takes one column", "Write one check for each column."), Path("columns"));
        }
    }

    private void ApplyToTolerance()
    {
        if (!DataVocabulary.Severities.Contains(check.Severity))
        {
            findings.Add(PreparationProblems.UnknownWord("severity", check.Severity, DataVocabulary.Severities), Path("severity"));
        }

        if (check.Tolerate is not (>= 0 and < 1))
        {
            var share = check.Tolerate.ToString(CultureInfo.InvariantCulture);
            findings.Add(
                CheckProblems.Value(name, $"tolerate must be at least 0 and less than 1, but got {share}", "It is a share of the rows: 0.01 is one in a hundred."),
                Path("tolerate"));
        }
        else if (check.Tolerate > 0 && !fields.IsAboutRows)
        {
            findings.Add(CheckProblems.FieldUnused(name, "tolerate"), Path("tolerate"));
        }
    }

    private HashSet<string> Present()
    {
        var all = new (string Field, bool IsThere)[]
        {
            ("min", check.Min is not null), ("max", check.Max is not null), ("values", check.Values is not null),
            ("pattern", check.Pattern is not null), ("source", check.Source is not null), ("key", check.Key is not null),
            ("expression", check.Expression is not null), ("max_age", check.MaxAge is not null), ("as_of", check.AsOf is not null),
        };
        return [.. all.Where(field => field.IsThere).Select(field => field.Field)];
    }

    private void Missing(string field) => findings.Add(CheckProblems.FieldMissing(name, field), Path(field));

    private IReadOnlyList<string> Path(string field) => ["checks", index.ToString(CultureInfo.InvariantCulture), field];
}
