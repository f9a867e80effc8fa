using System.Data.Common;
using Dapper;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Routes;
using Millrace.Mlflow.Search;
using Millrace.Mlflow.Search.Sql;
using Millrace.Mlflow.Search.Vocabulary;
using Millrace.Registry.Models;
using Millrace.Registry.Versions;

namespace Millrace.Registry.Wire;

/// <summary>Searches for models and versions. Prompts are found only when the filter asks for them.</summary>
internal sealed class SearchEndpoints(RegistryReader reader, SqlDialect dialect)
{
    private const long DefaultModels = 100;
    private const long MostModels = 1000;
    private const long DefaultVersions = 200_000;
    private const long MostVersions = 200_000;

    private static readonly SearchSchema Models = new()
    {
        Attributes = new Dictionary<string, SearchColumn>
        {
            ["name"] = "m.name",
            ["creation_timestamp"] = "m.created_ms",
            ["last_updated_timestamp"] = "m.updated_ms",
        },
        Tags = new KeyedTable("registered_model_tags", "{t}.tenant = m.tenant AND {t}.model = m.model AND {t}.key = {key}"),
    };

    private static readonly SearchSchema Versions = new()
    {
        Attributes = new Dictionary<string, SearchColumn>
        {
            ["name"] = "m.name",
            ["version_number"] = "v.version",
            ["run_id"] = new("v.run_id", IsNullable: true),
            ["source_path"] = "v.source",
            ["creation_timestamp"] = "v.created_ms",
            ["last_updated_timestamp"] = "v.updated_ms",
        },
        Tags = new KeyedTable("model_version_tags", "{t}.tenant = v.tenant AND {t}.model = v.model AND {t}.version = v.version AND {t}.key = {key}"),
    };

    public void Map(MlflowRoutes routes)
    {
        var json = RegistryJson.Default;
        routes.Get("/mlflow/registered-models/search", json.SearchRequest, json.RegisteredModelsAnswer, ModelsAsync);
        routes.Get("/mlflow/model-versions/search", json.SearchRequest, json.ModelVersionsAnswer, VersionsAsync);
    }

    private async Task<Outcome<RegisteredModelsAnswer>> ModelsAsync(MlflowCall<SearchRequest> call)
    {
        var page = Page.Of(call.Body, SearchVocabulary.RegisteredModels, DefaultModels, MostModels);
        if (!page.IsOk)
        {
            return page.As<RegisteredModelsAnswer>();
        }

        await using var connection = await reader.OpenAsync(call.Aborted);
        var rows = await RowsAsync<ModelRow>(connection, page.Value, Models, ModelRow.Columns, "registered_models m", "m.tenant = @Tenant AND m.deleted_ms IS NULL", call.Aborted);
        var models = await reader.DetailsAsync(connection, page.Value.Cut(rows), call.Aborted);
        return new RegisteredModelsAnswer(models.Count == 0 ? null : [.. models.Select(RegisteredModelMessage.Of)], page.Value.Next(rows.Count));
    }

    private async Task<Outcome<ModelVersionsAnswer>> VersionsAsync(MlflowCall<SearchRequest> call)
    {
        var page = Page.Of(call.Body, SearchVocabulary.ModelVersions, DefaultVersions, MostVersions);
        if (!page.IsOk)
        {
            return page.As<ModelVersionsAnswer>();
        }

        await using var connection = await reader.OpenAsync(call.Aborted);
        var rows = await RowsAsync<ModelVersionRow>(
            connection, page.Value, Versions, ModelVersionRow.Columns, ModelVersionRow.From, "v.tenant = @Tenant AND v.deleted_ms IS NULL", call.Aborted);
        var versions = await reader.WithTagsAsync(connection, page.Value.Cut(rows), call.Aborted);

        // MLflow leaves the aliases out of a search's versions.
        return new ModelVersionsAnswer(
            versions.Count == 0 ? null : [.. versions.Select(version => ModelVersionMessage.Of(version) with { Aliases = null })], page.Value.Next(rows.Count));
    }

    // One row more than the page has says whether there is a next page.
    private async Task<List<T>> RowsAsync<T>(
        DbConnection connection, Page page, SearchSchema schema, string columns, string from, string scope, CancellationToken ct)
    {
        var search = page.Query.ToSql(schema, dialect);
        var values = new DynamicParameters(new { reader.Tenant, limit = page.Limit + 1, page.Offset });
        foreach (var (name, value) in search.Parameters)
        {
            values.Add(name, value);
        }

        return (await connection.QueryAsync<T>(new CommandDefinition(
            $"SELECT {columns} FROM {from} {search.Joins} WHERE {scope} AND {search.Where} ORDER BY {search.OrderBy} LIMIT @limit OFFSET @Offset",
            values, cancellationToken: ct))).AsList();
    }

    /// <summary>What part of which search is asked for.</summary>
    private sealed record Page(SearchQuery Query, long Limit, long Offset)
    {
        public static Outcome<Page> Of(SearchRequest request, SearchVocabulary vocabulary, long usual, long most)
        {
            var limit = request.MaxResults ?? usual;
            var problems = new List<Problem>();
            if (limit < 1 || limit > most)
            {
                problems.Add(RegistryProblems.MaxResults(limit, most));
            }

            var offset = PageToken.Read(request.PageToken);
            var query = SearchQuery.Parse(vocabulary, request.Filter, request.OrderBy);
            problems.AddRange([.. offset.Problems, .. query.Problems]);
            return problems.Count > 0 ? Outcome<Page>.Failed(problems) : new Page(query.Value, limit, offset.Value);
        }

        public List<T> Cut<T>(List<T> rows) => rows.Count > Limit ? rows[..(int)Limit] : rows;

        public string? Next(int rowCount) => rowCount > Limit ? PageToken.Of(Offset + Limit) : null;
    }
}
