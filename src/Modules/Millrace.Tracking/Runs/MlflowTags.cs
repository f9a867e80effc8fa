using Millrace.Tracking.Contracts;

namespace Millrace.Tracking.Runs;

/// <summary>What MLflow's clients expect to find as tags, beside the columns.</summary>
internal static class MlflowTags
{
    public static Dictionary<string, string> Of(NewRun run)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in new[]
        {
            ("mlflow.runName", run.Name),
            ("mlflow.parentRunId", run.ParentRunId?.ToString()),
            ("mlflow.user", run.User),
            ("mlflow.source.name", run.Source),
            ("mlflow.source.git.commit", run.GitCommit),
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
