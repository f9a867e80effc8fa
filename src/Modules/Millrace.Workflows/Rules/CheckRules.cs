using Millrace.Workflows.Language;

namespace Millrace.Workflows.Rules;

/// <summary>Checks are about columns that exist, with bounds that can hold.</summary>
internal static class CheckRules
{
    public static void Check(RuleScope scope)
    {
        var data = scope.File.Data;
        var sources = scope.Known("data.sources", data.Sources.Keys);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (index, check) in data.Checks.Index())
        {
            var path = $"data.checks[{index}]";
            CheckColumns(scope, path, check);
            CheckBounds(scope, path, check);
            if (check is ForeignKeyCheck key)
            {
                scope.Refer($"{path}.source", "source", key.Source, sources);
            }

            if (check.Name is { } name && !names.TryAdd(name, path))
            {
                scope.Report($"{path}.name", WorkflowProblems.DuplicateName(name, "check", names[name]));
            }
        }
    }

    /// <summary>The columns a check looks at.</summary>
    public static IReadOnlyList<string> ColumnsOf(Check check) => check switch
    {
        NotNullCheck several => several.Columns,
        UniqueCheck several => several.Columns,
        BetweenCheck one => [one.Column],
        InSetCheck one => [one.Column],
        MatchesCheck one => [one.Column],
        ForeignKeyCheck one => [one.Column],
        FreshnessCheck one => [one.Column],
        _ => [],
    };

    private static void CheckColumns(RuleScope scope, string path, Check check)
    {
        var isList = check is NotNullCheck or UniqueCheck;
        foreach (var (index, column) in ColumnsOf(check).Index())
        {
            scope.Refer(isList ? $"{path}.columns[{index}]" : $"{path}.column", "column", column, scope.Columns.Known);
        }
    }

    private static void CheckBounds(RuleScope scope, string path, Check check)
    {
        var (min, max) = check switch
        {
            BetweenCheck between => (between.Min, between.Max),
            RowCountCheck rows => ((double?)rows.Min, (double?)rows.Max),
            _ => (0, 0),
        };
        Bounds.Check(scope, path, min, max, isRequired: true);
    }
}
