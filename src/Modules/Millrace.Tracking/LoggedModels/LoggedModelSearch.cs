using System.Globalization;
using Dapper;
using Millrace.Mlflow.Search.Sql;

namespace Millrace.Tracking.LoggedModels;

/// <summary>Where searches find what belongs to a logged model, the table <c>m</c>.</summary>
internal static class LoggedModelSearch
{
    private const string Keyed = "{t}.model_id = m.model_id AND {t}.key = {key}";
    private const string Measured = "{t}.model_id = m.model_id AND {t}.key_no = (SELECT key_no FROM metric_keys WHERE tenant = @Tenant AND key = {key})";

    private static readonly Dictionary<string, SearchColumn> Attributes = new()
    {
        ["name"] = "m.name",
        ["model_id"] = "m.model_id",
        ["model_type"] = new("m.model_type", IsNullable: true),
        ["status"] = "m.status",
        ["source_run_id"] = new("m.source_run_id", IsNullable: true),
        ["experiment_id"] = "CAST(m.experiment_id AS TEXT)",
        ["creation_timestamp"] = "m.created_time",
        ["last_updated_timestamp"] = "m.updated_time",
    };

    // Of several values the newest counts, and one of them even where all is equal: an order must not double a model.
    private const string Newest =
        Measured
        + " AND ({dataset_name} IS NULL OR {t}.dataset_name = {dataset_name}) AND ({dataset_digest} IS NULL OR {t}.dataset_digest = {dataset_digest})"
        + " AND NOT EXISTS (SELECT 1 FROM model_metrics n WHERE n.model_id = {t}.model_id AND n.key_no = {t}.key_no"
        + " AND ({dataset_name} IS NULL OR n.dataset_name = {dataset_name}) AND ({dataset_digest} IS NULL OR n.dataset_digest = {dataset_digest})"
        + " AND (n.timestamp_ms, n.step, n.run_no, n.value, n.is_nan, n.dataset_name, n.dataset_digest)"
        + " > ({t}.timestamp_ms, {t}.step, {t}.run_no, {t}.value, {t}.is_nan, {t}.dataset_name, {t}.dataset_digest))";

    /// <summary>For the order: the latest value of a metric.</summary>
    public static SearchSchema Orders { get; } = Of(new KeyedTable("model_metrics", Newest, IsNan: "is_nan"));

    /// <summary>For the filter: every value of a metric, on the datasets asked for.</summary>
    /// <param name="datasets">The condition of <see cref="OnDatasets"/>; null for any dataset.</param>
    public static SearchSchema Filters(string? datasets) =>
        Of(new KeyedTable("model_metrics", datasets is null ? Measured : $"{Measured} AND {datasets}", IsNan: "is_nan"));

    /// <summary>Which values were measured on one of the datasets, for the alias <c>{t}</c>; null when none is named.</summary>
    public static string? OnDatasets(IReadOnlyList<SearchModels.DatasetFilter> datasets, DynamicParameters values)
    {
        List<string> conditions = [];
        foreach (var (name, digest) in datasets)
        {
            var number = conditions.Count.ToString(CultureInfo.InvariantCulture);
            values.Add("on_name_" + number, name);
            values.Add("on_digest_" + number, digest);
            conditions.Add($"({{t}}.dataset_name = @on_name_{number}{(string.IsNullOrEmpty(digest) ? "" : $" AND {{t}}.dataset_digest = @on_digest_{number}")})");
        }

        return conditions.Count == 0 ? null : $"({string.Join(" OR ", conditions)})";
    }

    private static SearchSchema Of(KeyedTable metrics) => new()
    {
        Attributes = Attributes,
        Metrics = metrics,
        Params = new KeyedTable("logged_model_params", Keyed),
        Tags = new KeyedTable("logged_model_tags", Keyed),
        MetricsOnDataset = metrics,
    };
}
