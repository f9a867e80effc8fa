using System.Text.Json.Nodes;
using Millrace.ContractSuites;

namespace Millrace.Tests.Server.Http;

public sealed class OpenApiGoldenTests(ServedHome served) : IClassFixture<ServedHome>
{
    [Fact]
    public async Task The_server_describes_itself_with_the_golden_OpenAPI_document()
    {
        var document = JsonNode.Parse(await served.Client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken))!.AsObject();
        Assert.True(document.Remove("servers"), "The document names the address that it was asked at.");
        document["info"]!["version"] = "VERSION";
        Golden.EqualJson("tests/Millrace.Tests/Server/Http/openapi.golden.json", document);
    }
}
