using Millrace.Workflows.Language;

namespace Millrace.Workflows.Rules;

/// <summary>Sources, columns, lookups and clocks fit each other.</summary>
internal static class DataRules
{
    private const string Reserved = "_";

    public static void Check(RuleScope scope)
    {
        var data = scope.File.Data;
        var sources = scope.Known("data.sources", data.Sources.Keys);
        CheckDataset(scope, data, sources);
        CheckColumns(scope, data);
        CheckLookups(scope, data, sources);
        CheckNames(scope);
        CheckClock(scope, "data.event_time", data.EventTime);
        if (data.CreatedTime is { } created)
        {
            CheckClock(scope, "data.created_time", created);
        }
    }

    /// <summary>The source whose rows are learned from, or null when it is not clear.</summary>
    public static string? Dataset(DataSection data) =>
        data.Dataset ?? (data.Sources.Count == 1 ? data.Sources.Keys.First() : null);

    private static void CheckDataset(RuleScope scope, DataSection data, KnownNames sources)
    {
        if (data.Dataset is { } dataset)
        {
            scope.Refer("data.dataset", "source", dataset, sources);
        }
        else if (data.Sources.Count == 0)
        {
            scope.Report("data.sources", WorkflowProblems.OutOfBounds("'data.sources' names no file.", "Name at least one, with 'path' and 'format'."));
        }
        else if (data.Sources.Count > 1 && sources.IsWhole)
        {
            scope.ReportKey("data.dataset", WorkflowProblems.MissingKey("data", "dataset", $"which source is learned from: {string.Join(", ", sources.Names)}."));
        }
    }

    private static void CheckColumns(RuleScope scope, DataSection data)
    {
        foreach (var (name, column) in data.Columns)
        {
            var path = $"data.columns.{name}";
            if (column.Pii != Pii.None && column.PiiPolicy is null && scope.AreSound(path))
            {
                scope.ReportKey(path, WorkflowProblems.MissingKey(path, "pii_policy", "what is done with the personal data: keep, drop or hash."));
            }
            else if (column.Pii == Pii.None && column.PiiPolicy is not null)
            {
                scope.Report($"{path}.pii_policy", WorkflowProblems.Contradiction(
                    $"'{path}' has a policy for personal data but 'pii: none'.", "Say which data it is with 'pii', or remove 'pii_policy'."));
            }
        }
    }

    private static void CheckLookups(RuleScope scope, DataSection data, KnownNames sources)
    {
        var here = data.Columns.Keys.ToList();
        foreach (var (index, lookup) in data.Lookups.Index())
        {
            var path = $"data.lookups[{index}]";
            if (scope.Refer($"{path}.source", "source", lookup.Source, sources) && lookup.Source == Dataset(data))
            {
                scope.Report($"{path}.source", WorkflowProblems.Contradiction(
                    $"'{path}' looks up in '{lookup.Source}', which is the dataset itself.", "Name another source."));
            }

            scope.Refer($"{path}.on", "column", lookup.On, new KnownNames(here, scope.Columns.Known.IsWhole));
            here.AddRange(lookup.Columns.Values);
        }
    }

    private static void CheckNames(RuleScope scope)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in scope.Columns.All)
        {
            if (column.Name.StartsWith(Reserved, StringComparison.Ordinal))
            {
                scope.ReportKey(column.Path, WorkflowProblems.BadName(column.Path, column.Name, "a text that does not start with '_': such columns are Millrace's own"));
            }
            else if (!seen.TryAdd(column.Name, column.Path))
            {
                scope.ReportKey(column.Path, WorkflowProblems.DuplicateName(column.Name, "column", seen[column.Name]));
            }
        }
    }

    private static void CheckClock(RuleScope scope, string path, string column)
    {
        if (scope.Refer(path, "column", column, scope.Columns.Known)
            && scope.Columns.Find(column) is { Type: { } type } && type.Length > 0 && type != "timestamp")
        {
            scope.Report(path, WorkflowProblems.Contradiction(
                $"'{path}' must be a column of type timestamp in UTC, but '{column}' is {type}.",
                "Derive one: expression \"timezone('Europe/Berlin', local_time)\" gives UTC."));
        }
    }
}
