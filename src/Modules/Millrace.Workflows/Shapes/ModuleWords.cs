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
        [VocabularyOf.Metrics] =
            ["accuracy", "precision", "recall", "f1", "roc_auc", "pr_auc", "log_loss", "brier", "business_value"],
        [VocabularyOf.Engines] = ["xgboost"],
        [VocabularyOf.EngineParameters] =
        [
            "rounds", "learning_rate", "max_depth", "min_child_weight", "subsample", "colsample_bytree", "lambda", "alpha", "gamma",
            "max_bins",
        ],
        [VocabularyOf.NumericDriftTests] = ["wasserstein", "ks", "psi"],
        [VocabularyOf.CategoricalDriftTests] = ["jensen_shannon", "cramers_v", "psi"],
    });
}
