using System.ComponentModel.DataAnnotations;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Routes;
using Millrace.Tracking.Runs;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.Metrics;

/// <summary><c>metrics/get-history</c></summary>
/// <remarks>A history that fits its page is in MLflow's order, time first. A longer one goes by step from page to page, so that the last page
/// of millions of points costs what the first did.</remarks>
internal sealed class GetHistory(ITables tables, MetricHistory history)
{
    internal sealed record Request(string? RunId, string? RunUuid, [property: Required] string? MetricKey, string? PageToken, int? MaxResults) : IRunRequest;

    public void Map(MlflowRoutes routes) =>
        routes.Get("/mlflow/metrics/get-history", TrackingJson.Default.GetHistoryRequest, TrackingJson.Default.HistoryAnswer, HandleAsync);

    private async Task<Outcome<HistoryAnswer>> HandleAsync(MlflowCall<Request> call)
    {
        var (id, key, ct) = (call.Body.MustNameRun(), call.Body.MetricKey!, call.Aborted);
        if (call.Body.MaxResults < 0)
        {
            return TrackingProblems.ParameterInvalid("max_results", $"{call.Body.MaxResults}", "it must be positive.");
        }

        var connection = await tables.OpenReadAsync(ct).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        if (await history.NumberOfAsync(connection, id, ct).ConfigureAwait(false) is not { } run)
        {
            return TrackingProblems.RunNotFound(id);
        }

        var most = call.Body.MaxResults is > 0 and < int.MaxValue ? call.Body.MaxResults.Value : int.MaxValue - 1;
        HistoryPoint? after = null;
        if (!string.IsNullOrEmpty(call.Body.PageToken))
        {
            var token = HistoryToken.Read(call.Body.PageToken);
            if (!token.IsOk)
            {
                return token.As<HistoryAnswer>();
            }

            after = token.Value;
        }
        else if (await history.ReadAsync(connection, run, key, StepRange.All, most + 1L, ct).ConfigureAwait(false) is var all && all.Count <= most)
        {
            all.Sort(HistoryPoint.ByTime);
            return new HistoryAnswer(key, [(null, all)], null);
        }

        var page = await history.PageAsync(connection, run, key, after, most + 1, ct).ConfigureAwait(false);
        var isMore = page.Count > most;
        return isMore
            ? new HistoryAnswer(key, [(null, page.GetRange(0, most))], HistoryToken.Of(page[most - 1]))
            : new HistoryAnswer(key, [(null, page)], null);
    }
}
