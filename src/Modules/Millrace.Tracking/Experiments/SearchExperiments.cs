using System.Text.Json.Serialization;
using Dapper;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Routes;
using Millrace.Mlflow.Search;
using Millrace.Mlflow.Search.Sql;
using Millrace.Mlflow.Search.Vocabulary;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.Experiments;

/// <summary><c>experiments/search</c></summary>
internal sealed class SearchExperiments(ITables tables, ExperimentStore store, ExperimentReader reader)
{
    private static readonly SearchSchema Schema = new()
    {
        Attributes = new Dictionary<string, SearchColumn>
        {
            ["name"] = "e.name",
            ["creation_time"] = "e.creation_time",
            ["last_update_time"] = "e.last_update_time",
            ["experiment_id"] = "e.experiment_id",
        },
        Tags = new KeyedTable("experiment_tags", "{t}.tenant = e.tenant AND {t}.experiment_id = e.experiment_id AND {t}.key = {key}"),
    };

    internal sealed record Request(
        long? MaxResults, string? PageToken, string? Filter, IReadOnlyList<string>? OrderBy, [property: JsonConverter(typeof(IdText))] string? ViewType);

    internal sealed record Response(IReadOnlyList<ExperimentRecord>? Experiments, string? NextPageToken);

    public void Map(MlflowRoutes routes)
    {
        routes.Get("/mlflow/experiments/search", TrackingJson.Default.SearchExperimentsRequest, TrackingJson.Default.SearchExperimentsResponse, HandleAsync);
        routes.Post("/mlflow/experiments/search", TrackingJson.Default.SearchExperimentsRequest, TrackingJson.Default.SearchExperimentsResponse, HandleAsync);
    }

    private async Task<Outcome<Response>> HandleAsync(MlflowCall<Request> call)
    {
        var body = call.Body;
        var (query, stage, size, offset) = (
            SearchQuery.Parse(SearchVocabulary.Experiments, body.Filter, body.OrderBy), ViewTypes.Condition("e.lifecycle_stage", body.ViewType, "view_type"),
            PageSize.Of(body.MaxResults), PageToken.Read(body.PageToken));
        List<Problem> problems = [.. query.Problems, .. stage.Problems, .. size.Problems, .. offset.Problems];
        if (problems.Count > 0)
        {
            return Outcome<Response>.Failed(problems);
        }

        await store.EnsureDefaultAsync(call.Aborted).ConfigureAwait(false);
        var sql = query.Value.ToSql(Schema, tables.Dialect);
        var values = new DynamicParameters(sql.Parameters);
        values.Add("Limit", size.Value + 1);
        values.Add("Offset", offset.Value);
        var found = await reader.SearchAsync(
            sql.Joins, $"AND {stage.Value} AND {sql.Where} ORDER BY {sql.OrderBy} LIMIT @Limit OFFSET @Offset", values, call.Aborted).ConfigureAwait(false);
        return found.Count > size.Value
            ? new Response(found.GetRange(0, size.Value), PageToken.Of(offset.Value + size.Value))
            : new Response(found.Count == 0 ? null : found, null);
    }
}
