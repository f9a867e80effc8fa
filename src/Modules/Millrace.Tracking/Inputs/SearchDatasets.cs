using System.Globalization;
using System.Text.Json.Serialization;
using Dapper;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Routes;
using Millrace.Tracking.Contracts;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.Inputs;

/// <summary><c>experiments/search-datasets</c>: which data the runs of experiments read.</summary>
internal sealed class SearchDatasets(ITables tables, ITenantAccessor tenant)
{
    private const int MostExperiments = 20;
    private const int MostResults = 1000;

    internal sealed record Request([property: JsonConverter(typeof(IdTexts))] IReadOnlyList<string>? ExperimentIds);

    internal sealed record Response(IReadOnlyList<Summary>? DatasetSummaries);

    internal sealed record Summary(string ExperimentId, string Name, string Digest, string? Context);

    public void Map(MlflowRoutes routes) => routes.Post(
        "/mlflow/experiments/search-datasets", TrackingJson.Default.SearchDatasetsRequest, TrackingJson.Default.SearchDatasetsResponse, HandleAsync);

    private async Task<Outcome<Response>> HandleAsync(MlflowCall<Request> call)
    {
        var ids = call.Body.ExperimentIds ?? [];
        if (ids.Count is 0 or > MostExperiments)
        {
            return ids.Count == 0 ? InputProblems.DatasetsOfNothing() : InputProblems.DatasetsOfTooMany(ids.Count, MostExperiments);
        }

        var known = ids.Select(id => ExperimentId.TryParse(id, out var experiment) ? experiment.Value : -1).ToList();
        var connection = await tables.OpenReadAsync(call.Aborted).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        var rows = await connection.QueryAsync<(long Experiment, string Name, string Digest, string Context)>(new CommandDefinition(
            """
            SELECT DISTINCT r.experiment_id, i.name, i.digest, i.context FROM run_inputs i JOIN runs r ON r.run_no = i.run_no
            WHERE r.tenant = @Tenant AND r.experiment_id IN @Ids ORDER BY r.experiment_id, i.name, i.digest, i.context LIMIT @MostResults
            """,
            new { Tenant = tenant.Current.Value, Ids = known, MostResults },
            cancellationToken: call.Aborted)).ConfigureAwait(false);
        List<Summary> found = [.. rows.Select(row => new Summary(
            row.Experiment.ToString(CultureInfo.InvariantCulture), row.Name, row.Digest, row.Context.Length > 0 ? row.Context : null))];
        return new Response(found.Count > 0 ? found : null);
    }
}
