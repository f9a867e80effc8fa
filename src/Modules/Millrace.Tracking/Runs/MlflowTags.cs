using Millrace.Tracking.Contracts;

namespace Millrace.Tracking.Runs;

/// <summary>What MLflow's clients expect to find as tags, beside the columns.</summary>
internal static class MlflowTags
{
    public const string RunName = "mlflow.runName";
    public const string User = "mlflow.user";
    public const string SourceName = "mlflow.source.name";
    public const string GitCommit = "mlflow.source.git.commit";
    public const string ParentRunId = "mlflow.parentRunId";

    /// <summary>The tags of a run that this product begins.</summary>
    public static Dictionary<string, string> Of(NewRun run)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in new[]
        {
            (RunName, run.Name),
            (ParentRunId, run.ParentRunId?.ToString()),
            (User, run.User),
            (SourceName, run.Source),
            (GitCommit, run.GitCommit),
        })
        {
            if (value is not null)
            {
                tags[key] = value;
            }
        }

        foreach (var (key, value) in run.Tags)
        {
            tags[key] = value;
        }

        return tags;
    }
}
