using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Routes;
using Millrace.Mlflow.Search;
using Millrace.Mlflow.Search.Order;
using Millrace.Mlflow.Search.Vocabulary;
using Millrace.Tracking.Contracts;
using Millrace.Tracking.Experiments;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.LoggedModels;

/// <summary><c>logged-models/search</c></summary>
internal sealed class SearchModels(LoggedModelReader reader, SqlDialect dialect)
{
    private const int DefaultResults = 100;
    private const int MostResults = 50_000;

    internal sealed record Request(
        [property: JsonConverter(typeof(IdTexts))] IReadOnlyList<string>? ExperimentIds, string? Filter, IReadOnlyList<DatasetFilter>? Datasets,
        int? MaxResults, IReadOnlyList<OrderEntry>? OrderBy, string? PageToken);

    /// <summary>Only metrics on this dataset count.</summary>
    internal sealed record DatasetFilter(string? DatasetName, string? DatasetDigest);

    internal sealed record OrderEntry(string? FieldName, bool? Ascending, string? DatasetName, string? DatasetDigest);

    internal sealed record Response(IReadOnlyList<LoggedModelAnswer>? Models, string? NextPageToken);

    /// <summary>Where the next page begins, and of which search.</summary>
    internal sealed record Token(long Offset, string Of);

    public void Map(MlflowRoutes routes) => routes.Post(
        "/mlflow/logged-models/search", TrackingJson.Default.SearchModelsRequest, TrackingJson.Default.SearchModelsResponse, HandleAsync);

    private async Task<Outcome<Response>> HandleAsync(MlflowCall<Request> call)
    {
        var body = call.Body;
        var of = Digest.Of(string.Join('\n', [.. body.ExperimentIds ?? [], body.Filter, .. body.OrderBy ?? [], .. (IEnumerable<object>)(body.Datasets ?? [])])).Short;
        var offset = ReadToken(body.PageToken, of);
        var search = SearchQuery.Parse(SearchVocabulary.LoggedModels, body.Filter, Order(body.OrderBy ?? []));
        List<Problem> problems =
        [
            .. body.ExperimentIds is { Count: > 0 } ? [] : new[] { TrackingProblems.ParameterMissing("experiment_ids") },
            .. (body.Datasets ?? []).Any(dataset => string.IsNullOrEmpty(dataset.DatasetName)) ? new[] { LoggedModelProblems.DatasetUnnamed() } : [],
            .. offset.Problems, .. search.Problems,
        ];
        if (problems.Count > 0)
        {
            return Outcome<Response>.Failed(problems);
        }

        var limit = Math.Clamp(body.MaxResults is null or 0 ? DefaultResults : body.MaxResults.Value, 1, MostResults);
        var found = await FindAsync(body, search.Value, offset.Value, limit + 1, call.Aborted).ConfigureAwait(false);
        return new Response(
            found.Count == 0 ? null : [.. found.Take(limit)],
            found.Count > limit ? WriteToken(new Token(offset.Value + limit, of)) : null);
    }

    private Task<List<LoggedModelAnswer>> FindAsync(Request body, SearchQuery search, long offset, int limit, CancellationToken ct)
    {
        var values = new DynamicParameters(new
        {
            Deleted = Lifecycle.Deleted,
            Experiments = body.ExperimentIds!.Select(id => ExperimentId.TryParse(id, out var experiment) ? experiment.Value : -1).ToList(),
            Limit = limit,
            Offset = offset,
        });

        // A filter asks whether any value of a metric fits, an order for the latest one; both name their parameters alike.
        var datasets = LoggedModelSearch.OnDatasets(body.Datasets ?? [], values);
        var filter = search.ToSql(LoggedModelSearch.Filters(datasets), dialect);
        var order = search.ToSql(LoggedModelSearch.Orders, dialect);
        foreach (var (name, value) in order.Parameters)
        {
            values.Add(name, value);
        }

        var measured = datasets is not null && !search.Mentions(SearchKind.Metric)
            ? $"AND EXISTS (SELECT 1 FROM model_metrics d WHERE d.model_id = m.model_id AND {datasets.Replace("{t}", "d", StringComparison.Ordinal)})"
            : "";
        return reader.ReadAsync(
            $"""
            {order.Joins} WHERE m.tenant = @Tenant AND m.lifecycle_stage <> @Deleted AND m.experiment_id IN @Experiments AND {filter.Where} {measured}
            ORDER BY {order.OrderBy} LIMIT @Limit OFFSET @Offset
            """,
            values,
            ct);
    }

    private static IReadOnlyList<OrderField> Order(IReadOnlyList<OrderEntry> entries) =>
    [
        .. entries.Select(entry => new OrderField(
            entry.FieldName ?? "", entry.Ascending ?? true, NullWhenEmpty(entry.DatasetName), NullWhenEmpty(entry.DatasetDigest))),
    ];

    private static string? NullWhenEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string WriteToken(Token token) => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(token, TrackingJson.Default.Token));

    private static Outcome<long> ReadToken(string? text, string of)
    {
        var offset = PageToken.Read(text);
        return string.IsNullOrEmpty(text) || !offset.IsOk ? offset
            : JsonSerializer.Deserialize(Encoding.UTF8.GetString(Convert.FromBase64String(text)), TrackingJson.Default.Token)!.Of == of ? offset
            : LoggedModelProblems.TokenOfAnother();
    }
}
