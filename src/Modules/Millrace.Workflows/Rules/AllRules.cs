namespace Millrace.Workflows.Rules;

/// <summary>Everything that must hold between the parts of a file, without looking at the data.</summary>
internal static class AllRules
{
    /// <summary>Reports what does not hold.</summary>
    public static void Check(RuleScope scope)
    {
        DataRules.Check(scope);
        CheckRules.Check(scope);
        ProblemRules.Check(scope);
        FeatureRules.Check(scope);
        SplitRules.Check(scope);
        TrainingRules.Check(scope);
        RegistryRules.Check(scope);
        ServingRules.Check(scope);
        AbTestRules.Check(scope);
        MonitoringRules.Check(scope);
    }
}
