using Millrace.Training.Contracts;

namespace Millrace.Workflows.Shapes;

/// <summary>The words of the modules that this build has.</summary>
internal static class ModuleWords
{
    /// <summary>All of them.</summary>
    public static WorkflowVocabulary Vocabulary { get; } = new(new Dictionary<VocabularyOf, IReadOnlyList<string>>
    {
        [VocabularyOf.ColumnTypes] =
        [
            "boolean", "tinyint", "smallint", "integer", "bigint", "hugeint", "utinyint", "usmallint", "uinteger", "ubigint",
            "float", "double", "varchar", "date", "time", "timestamp", "timestamp with time zone", "interval", "uuid", "blob",
        ],
        [VocabularyOf.Metrics] = [.. TrainingVocabulary.Metrics.Select(metric => metric.Name)],
        [VocabularyOf.Engines] = [.. TrainingVocabulary.Engines.Select(engine => engine.Name)],
        [VocabularyOf.EngineParameters] =
            [.. TrainingVocabulary.Engines.SelectMany(engine => engine.Parameters).Select(parameter => parameter.Name).Distinct()],
        [VocabularyOf.NumericDriftTests] = ["wasserstein", "ks", "psi"],
        [VocabularyOf.CategoricalDriftTests] = ["jensen_shannon", "cramers_v", "psi"],
    });
}
