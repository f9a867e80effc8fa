using System.Net;
using System.Text;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Identity;
using Millrace.Tests.Server.Http;

namespace Millrace.Tests.Tracking.Artifacts;

public sealed class RunArtifactEndpointsTests(ServedHome served) : IClassFixture<ServedHome>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_files_of_a_run_are_listed_below_its_artifact_URI()
    {
        var run = await served.NewRunAsync();
        await UploadAsync(run, "model/MLmodel", "x: 1");
        await UploadAsync(run, "a.txt", "ab");

        Assert.Equal(
            $$"""{"root_uri":"mlflow-artifacts:/0/{{run}}/artifacts","files":[{"path":"a.txt","is_dir":false,"file_size":2},{"path":"model","is_dir":true}]}""",
            (await served.CallAsync("GET", $"/mlflow/artifacts/list?run_id={run}")).GetRawText());
        Assert.Equal(
            """[{"path":"model/MLmodel","is_dir":false,"file_size":4}]""",
            (await served.CallAsync("GET", $"/mlflow/artifacts/list?run_uuid={run}&path=model")).GetProperty("files").GetRawText());
        Assert.Equal(
            $$"""{"files":[{"path":"MLmodel","is_dir":false,"file_size":4}]}""",
            await served.Client.GetStringAsync($"/api/2.0/mlflow-artifacts/artifacts?path=0/{run}/artifacts/model", Ct));
    }

    [Fact]
    public async Task A_file_of_a_run_is_sent_to_pages()
    {
        var run = await served.NewRunAsync();
        await UploadAsync(run, "notes/a.txt", "hello");
        using var response = await served.Client.GetAsync($"/get-artifact?run_uuid={run}&path=notes%2Fa.txt", Ct);

        Assert.Equal("hello", await response.Content.ReadAsStringAsync(Ct));
        Assert.Equal("attachment; filename=a.txt", Assert.Single(response.Content.Headers.GetValues("Content-Disposition")));
    }

    [Fact]
    public async Task What_the_product_logs_and_what_clients_log_is_one_tree()
    {
        var run = RunId.Parse(await served.NewRunAsync());
        var blob = await served.App.Blobs.PutAsync(new MemoryStream(Encoding.UTF8.GetBytes("graph")), Ct);
        Assert.True((await served.App.Tracking.LogArtifactAsync(run, "model/model.onnx", new BlobRef(blob.Digest, blob.SizeBytes), Ct)).IsOk);
        await UploadAsync(run.ToString(), "model/card.md", "# card");

        Assert.Equal("graph", await served.Client.GetStringAsync($"/api/2.0/mlflow-artifacts/artifacts/0/{run}/artifacts/model/model.onnx", Ct));
        Assert.Equal(["model/card.md", "model/model.onnx"], (await served.App.Tracking.GetAsync(run, Ct)).Value.Artifacts.Select(artifact => artifact.Path));
    }

    [Fact]
    public async Task Only_the_blobs_of_artifacts_are_referred_to()
    {
        var run = await served.NewRunAsync();
        await UploadAsync(run, "kept.txt", "kept-content");
        await UploadAsync(run, "gone.txt", "gone-content");
        using var deleted = await served.Client.DeleteAsync($"/api/2.0/mlflow-artifacts/artifacts/0/{run}/artifacts/gone.txt", Ct);

        var digests = await Millrace.Tracking.TrackingSetup.Artifacts(served.App.Tables, served.App.Tenant).ReferencedDigestsAsync(Ct);

        Assert.Contains(Millrace.Kernel.Digests.Digest.Of("kept-content"), digests);
        Assert.DoesNotContain(Millrace.Kernel.Digests.Digest.Of("gone-content"), digests);
    }

    [Fact]
    public async Task A_run_whose_files_are_elsewhere_is_not_served()
    {
        var experiment = (await served.CallAsync("POST", "/mlflow/experiments/create", new { name = "far", artifact_location = "file:///etc" }))
            .Path("experiment_id").GetString()!;
        var run = await served.NewRunAsync(experiment);

        await served.RefusedAsync("GET", $"/mlflow/artifacts/list?run_id={run}", null, 400, "INVALID_PARAMETER_VALUE", "is not served here");
        await served.RefusedAsync("GET", $"/get-artifact?run_id={run}&path=passwd", null, 400, "INVALID_PARAMETER_VALUE", "is not served here");
    }

    [Theory]
    [InlineData("/get-artifact?run_uuid=ab&path=x", 404, "RESOURCE_DOES_NOT_EXIST", "Run with id=ab not found")]
    [InlineData("/get-artifact?path=x", 404, "RESOURCE_DOES_NOT_EXIST", "Run with id= not found")]
    [InlineData("/get-artifact?run_uuid=ab", 400, "INVALID_PARAMETER_VALUE", "'path'")]
    [InlineData("/mlflow/artifacts/list?run_id=ab", 404, "RESOURCE_DOES_NOT_EXIST", "Run with id=ab not found")]
    [InlineData("/model-versions/get-artifact?name=none&version=1&path=x", 404, "RESOURCE_DOES_NOT_EXIST", "none")]
    [InlineData("/model-versions/get-artifact?name=none&version=x&path=x", 400, "INVALID_PARAMETER_VALUE", "'version'")]
    [InlineData("/model-versions/get-artifact?name=none&version=1", 400, "INVALID_PARAMETER_VALUE", "'path'")]
    public async Task What_is_not_there_is_told_by_name(string target, int status, string code, string words) =>
        await served.RefusedAsync("GET", target, null, status, code, words);

    [Theory]
    [InlineData("?path=a", "body", "Request must specify run_uuid.")]
    [InlineData("?run_uuid={0}", "body", "Request must specify path.")]
    [InlineData("?run_uuid={0}&path=a", "", "Request must specify data.")]
    [InlineData("?run_uuid={0}&path=../a", "body", "Invalid path")]
    public async Task An_upload_of_a_page_must_be_complete(string query, string body, string words)
    {
        var target = "/ajax-api/2.0/mlflow/upload-artifact" + query.Replace("{0}", await served.NewRunAsync(), StringComparison.Ordinal);
        using var response = await served.Client.PostAsync(target, new ByteArrayContent(Encoding.UTF8.GetBytes(body)), Ct);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(words, await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_of_a_page_has_ten_megabytes_at_most()
    {
        var target = $"/ajax-api/2.0/mlflow/upload-artifact?run_uuid={await served.NewRunAsync()}&path=a";
        using var response = await served.Client.PostAsync(target, new ByteArrayContent(new byte[(10 * 1024 * 1024) + 1]), Ct);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("Max size is 10MB", await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    private async Task UploadAsync(string run, string path, string text)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        using var response = await served.Client.PostAsync($"/ajax-api/2.0/mlflow/upload-artifact?run_uuid={run}&path={Uri.EscapeDataString(path)}", content, Ct);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Ct));
    }
}
