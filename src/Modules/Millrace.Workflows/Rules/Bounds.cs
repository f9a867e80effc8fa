using System.Globalization;

namespace Millrace.Workflows.Rules;

/// <summary>A pair of bounds leaves room between them.</summary>
internal static class Bounds
{
    /// <summary>Reports bounds that exclude everything, and none at all where one is required.</summary>
    public static void Check(RuleScope scope, string path, double? min, double? max, bool isRequired = false)
    {
        if (min is null && max is null && isRequired)
        {
            scope.ReportKey(path, WorkflowProblems.MissingKey(path, "min", "the smallest allowed value; or 'max', or both."));
        }
        else if (min > max)
        {
            scope.Report($"{path}.min", WorkflowProblems.Contradiction(
                string.Create(CultureInfo.InvariantCulture, $"'{path}': min {min} is larger than max {max}."), "Swap them."));
        }
    }
}
