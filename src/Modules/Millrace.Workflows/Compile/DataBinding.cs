using Millrace.Data.Contracts;
using Millrace.Workflows.Rules;
using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Compile;

/// <summary>Binds the <c>data</c> section against the columns of its files, with the data module's own binder.</summary>
internal static class DataBinding
{
    /// <summary>The prepared columns as far as they are known, or null when a source could not be read.</summary>
    public static IReadOnlyList<DatasetColumn>? Bind(RuleScope scope, IReadOnlyDictionary<string, IReadOnlyList<DatasetColumn>> sources)
    {
        var data = scope.File.Data;
        if (DataRules.Dataset(data) is not { } dataset || !data.Sources.TryGetValue(dataset, out var source)
            || data.Sources.Keys.Any(name => !sources.ContainsKey(name)))
        {
            return null;
        }

        var format = WordShape.Of(source.Format);
        var binding = DataExpressions.Examine(DataSpecs.Prepare(data), sources, format);
        foreach (var finding in binding.Findings)
        {
            scope.ReportFinding(PathOf(scope, finding.Path), finding.Problem);
        }

        return binding.Columns;
    }

    // Numbers are items of a list; the one column of a check is 'column' in the file and the first of 'columns' there.
    private static string PathOf(RuleScope scope, IReadOnlyList<string> keys)
    {
        var path = "data";
        foreach (var key in keys)
        {
            path = int.TryParse(key, out _) ? $"{path}[{key}]" : $"{path}.{key}";
        }

        const string several = ".columns";
        return !scope.Places.Has(path) && path.EndsWith(several, StringComparison.Ordinal) && path.Contains("checks[", StringComparison.Ordinal)
            ? path[..^1]
            : path.StartsWith("data.source.", StringComparison.Ordinal) ? $"data.sources.{path["data.source.".Length..]}" : path;
    }
}
