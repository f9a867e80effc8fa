namespace Millrace.Tracking.Contracts;

/// <summary>Keys of tags that people fill in.</summary>
public static class RunTags
{
    /// <summary>What a run was to show.</summary>
    public const string Hypothesis = "millrace.hypothesis";

    /// <summary>What it has shown.</summary>
    public const string Conclusion = "millrace.conclusion";

    /// <summary>Notes in Markdown; MLflow's pages show them too.</summary>
    public const string Notes = "mlflow.note.content";
}
