using Millrace.Server.Http;
using Millrace.Tests.Server.Http;

namespace Millrace.Tests.Mlflow.Routes;

public sealed class ServerInfoRoutesTests(ServedHome served) : IClassFixture<ServedHome>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_version_is_the_MLflow_release_that_clients_compare_with() =>
        Assert.Equal("3.6.0", await served.Client.GetStringAsync("/version", Ct));

    [Fact]
    public async Task The_product_has_a_version_of_its_own() =>
        Assert.Equal(MillraceServer.Version, await served.Client.GetStringAsync("/api/2.0/millrace/version", Ct));

    [Theory]
    [InlineData("api")]
    [InlineData("ajax-api")]
    public async Task The_server_says_what_it_can_do(string root) => Assert.Equal(
        """{"store_type":"SqlStore","workspaces_enabled":false,"trace_archival_enabled":false,"multipart_uploads_enabled":false,"multipart_downloads_enabled":false}""",
        await served.Client.GetStringAsync($"/{root}/3.0/mlflow/server-info", Ct));
}
