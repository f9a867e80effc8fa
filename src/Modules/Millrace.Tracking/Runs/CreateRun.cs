using System.Text.Json.Serialization;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Routes;
using Millrace.Tracking.Experiments;
using Millrace.Tracking.Storage;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.Runs;

/// <summary><c>runs/create</c></summary>
internal sealed class CreateRun(ITables tables, ExperimentStore experiments, RunStore runs, TimeProvider clock)
{
    internal sealed record Request(
        [property: JsonConverter(typeof(IdText))] string? ExperimentId, string? UserId, string? RunName, long? StartTime, IReadOnlyList<TagEntry>? Tags);

    public void Map(MlflowRoutes routes) =>
        routes.Post("/mlflow/runs/create", TrackingJson.Default.CreateRunRequest, TrackingJson.Default.RunResponse, HandleAsync);

    private async Task<Outcome<RunResponse>> HandleAsync(MlflowCall<Request> call)
    {
        var body = call.Body;
        var tags = LastOfEach(body.Tags ?? []);
        var entries = new LogEntries { Tags = tags };
        var tagged = tags.Find(tag => tag.Key == MlflowTags.RunName).Value;
        if (RunLimits.Check(entries) is { Count: > 0 } problems)
        {
            return Outcome<RunResponse>.Failed(problems);
        }

        if (!string.IsNullOrEmpty(body.RunName) && !string.IsNullOrEmpty(tagged) && body.RunName != tagged)
        {
            return TrackingProblems.RunNamesDiffer(body.RunName, tagged);
        }

        var id = RunId.New(clock);
        var name = !string.IsNullOrEmpty(body.RunName) ? body.RunName : !string.IsNullOrEmpty(tagged) ? tagged : RunNames.Of(id);
        if (string.IsNullOrEmpty(tagged))
        {
            tags.RemoveAll(tag => tag.Key == MlflowTags.RunName);
            tags.Add(new(MlflowTags.RunName, name));
        }

        var added = await tables.TryWriteAsync(transaction => Add(transaction, body, id, name, entries), call.Aborted).ConfigureAwait(false);
        return added.Map(run => new RunResponse(new RunAnswer(run)));
    }

    private RunRecord Add(System.Data.Common.DbTransaction transaction, Request body, RunId id, string name, LogEntries entries)
    {
        var (experiment, _, location) = experiments.MustBeActive(transaction, string.IsNullOrEmpty(body.ExperimentId) ? "0" : body.ExperimentId);
        var row = new NewRunRow(id, experiment, location, name, body.StartTime ?? clock.GetUtcNow().ToUnixTimeMilliseconds())
        {
            User = body.UserId,
            Parent = entries.Tags.FirstOrDefault(tag => tag.Key == MlflowTags.ParentRunId).Value,
            Source = entries.Tags.FirstOrDefault(tag => tag.Key == MlflowTags.SourceName).Value,
            GitCommit = entries.Tags.FirstOrDefault(tag => tag.Key == MlflowTags.GitCommit).Value,
        };
        runs.Log(transaction, id.ToString(), runs.Begin(transaction, row), entries);
        var record = new RunRecord
        {
            Id = id.ToString(),
            Name = name,
            Status = "RUNNING",
            Experiment = experiment,
            Stage = Lifecycle.Active,
            ArtifactUri = row.ArtifactUri,
            StartedAt = row.StartedAt,
            User = row.User,
        };
        record.Tags.AddRange(entries.Tags);
        return record;
    }

    private static List<KeyValuePair<string, string>> LastOfEach(IReadOnlyList<TagEntry> tags) =>
        [.. tags.Pairs().GroupBy(tag => tag.Key, StringComparer.Ordinal).Select(of => KeyValuePair.Create(of.Key, RunLimits.Shortened(of.Last().Value, RunLimits.MaxTagLength)))];
}
