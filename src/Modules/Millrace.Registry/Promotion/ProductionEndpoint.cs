using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Problems;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Responses;
using Millrace.Mlflow.Routes;
using Millrace.Registry.Contracts;

namespace Millrace.Registry.Promotion;

/// <summary><c>GET /api/2.0/millrace/models/{name}/production?at=…</c> and <c>…/versions/{version}/card</c></summary>
internal sealed class ProductionEndpoint(IModelRegistry registry, IModelCards cards, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new(CanonicalJson.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    public void Map(MlflowRoutes routes)
    {
        const string Root = "/millrace/models/{name}";
        routes.Get($"{Root}/production", TypeInfo<ProductionRequest>(), TypeInfo<ProductionAnswer>(), ProductionAsync);
        routes.Stream(HttpMethods.Get, $"{Root}/versions/{{version:int}}/card", CardAsync);
    }

    private static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Json.GetTypeInfo(typeof(T));

    private async Task<Outcome<ProductionAnswer>> ProductionAsync(MlflowCall<ProductionRequest> call)
    {
        var instant = clock.GetUtcNow();
        if (call.Body.At is { } at && !DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant))
        {
            return RegistryProblems.TimeUnreadable(at);
        }

        var name = Name(call.Http);
        return (await registry.ProductionAtAsync(name, instant.ToUniversalTime(), call.Aborted))
            .Map(record => new ProductionAnswer(name, instant.ToUniversalTime(), record));
    }

    private async Task CardAsync(HttpContext http)
    {
        var version = int.Parse((string)http.Request.RouteValues["version"]!, CultureInfo.InvariantCulture);
        var card = await cards.WriteAsync(Name(http), version, http.RequestAborted);
        if (!card.IsOk)
        {
            await MlflowResponse.WriteAsync(http, card.Problems);
            return;
        }

        http.Response.ContentType = "text/markdown; charset=utf-8";
        await http.Response.WriteAsync(card.Value, http.RequestAborted);
    }

    // A slash in a name comes escaped, and only that escape is left in a part of the path.
    private static string Name(HttpContext http) =>
        ((string)http.Request.RouteValues["name"]!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    internal sealed record ProductionRequest(string? At);

    internal sealed record ProductionAnswer(string Model, DateTimeOffset At, ProductionRecord? Production);
}
