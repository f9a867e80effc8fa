using System.Text.Json.Serialization;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Routes;
using Millrace.Mlflow.Search;
using Millrace.Mlflow.Search.Vocabulary;
using Millrace.Tracking.Contracts;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.Runs;

/// <summary><c>runs/search</c></summary>
internal sealed class SearchRuns(RunSearch search, SqlDialect dialect)
{
    internal sealed record Request(
        [property: JsonConverter(typeof(IdTexts))] IReadOnlyList<string>? ExperimentIds, string? Filter,
        [property: JsonConverter(typeof(IdText))] string? RunViewType, int? MaxResults, IReadOnlyList<string>? OrderBy, string? PageToken);

    internal sealed record Response(IReadOnlyList<RunAnswer>? Runs, string? NextPageToken);

    public void Map(MlflowRoutes routes) =>
        routes.Post("/mlflow/runs/search", TrackingJson.Default.SearchRunsRequest, TrackingJson.Default.SearchRunsResponse, HandleAsync);

    private async Task<Outcome<Response>> HandleAsync(MlflowCall<Request> call)
    {
        var body = call.Body;
        var (query, stage, size, offset) = (
            SearchQuery.Parse(SearchVocabulary.Runs, body.Filter, body.OrderBy), ViewTypes.Condition("r.lifecycle_stage", body.RunViewType, "run_view_type"),
            PageSize.Of(body.MaxResults), PageToken.Read(body.PageToken));
        List<Problem> problems = [.. query.Problems, .. stage.Problems, .. size.Problems, .. offset.Problems];
        HashSet<long> experiments = [];
        foreach (var text in body.ExperimentIds ?? [])
        {
            if (ExperimentId.TryParse(text, out var id))
            {
                experiments.Add(id.Value);
            }
            else
            {
                problems.Add(TrackingProblems.ParameterInvalid("experiment_ids", $"\"{text}\"", "an experiment's id is a number."));
            }
        }

        if (problems.Count > 0)
        {
            return Outcome<Response>.Failed(problems);
        }

        // As in the original: no experiments, no runs; and a full page says that there may be another.
        var found = experiments.Count == 0
            ? []
            : await search.FindAsync(RunScope.Of(experiments, stage.Value, dialect), query.Value, size.Value, offset.Value, call.Aborted).ConfigureAwait(false);
        return new Response(
            found.Count == 0 ? null : found.ConvertAll(run => new RunAnswer(run)),
            found.Count == size.Value ? PageToken.Of(offset.Value + size.Value) : null);
    }
}
