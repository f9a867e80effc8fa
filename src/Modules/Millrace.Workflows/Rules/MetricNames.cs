using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Rules;

/// <summary>Names of metrics on the test split, as gates write them.</summary>
internal static class MetricNames
{
    /// <summary>The split that gates read.</summary>
    public const string TestPrefix = "test.";

    /// <summary>Every metric that a gate may be about.</summary>
    public static KnownNames OfTest { get; } =
        new([.. ModuleWords.Vocabulary.Words(VocabularyOf.Metrics).Select(metric => TestPrefix + metric)], true);
}
