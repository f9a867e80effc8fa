using System.Text;
using Millrace.ContractSuites;
using Millrace.Kernel.Identity;
using Millrace.Tests.Server.Http;
using Millrace.Tracking.Contracts;

namespace Millrace.Tests.Tracking.Artifacts;

/// <summary>Paths with which MLflow's server could be made to read or write outside its store, over every route that takes one.</summary>
/// <remarks>The shapes are those of CVE-2023-1177, CVE-2023-2780, CVE-2023-3765, CVE-2023-6018, CVE-2023-6831, CVE-2023-6909,
/// CVE-2023-6975, CVE-2024-1483, CVE-2024-1558, CVE-2024-1593, CVE-2024-1594, CVE-2024-2928, CVE-2024-3573 and CVE-2024-3848.</remarks>
public sealed class TraversalTests(ServedHome served) : IClassFixture<ServedHome>, IAsyncLifetime
{
    private const string Planted = "planted-by-a-traversal";
    private const string Secret = "secret-that-no-route-may-read";
    private const string Run = "0123456789abcdef0123456789abcdef";
    private readonly TempFolder outside = new();

    /// <summary>Each climbs, or begins, at a folder outside the home: <c>{0}</c> is its path without the first slash.</summary>
    public static TheoryData<string, string> Shapes => new()
    {
        { "dots", "../../../../../../../../../../{0}/secret" },
        { "dots behind a name (CVE-2023-2780)", "a/../../../../../../../../../../../{0}/secret" },
        { "encoded dots (CVE-2024-1558)", "%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/{0}/secret" },
        { "encoded slashes", "..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f{0}/secret" },
        { "double encoding (CVE-2023-6975)", "%252e%252e%252f%252e%252e%252f%252e%252e%252f%252e%252e%252f%252e%252e%252f{0}/secret" },
        { "triple encoding", "%25252e%25252e%25252f%25252e%25252e%25252f%25252e%25252e%25252f%25252e%25252e%25252f{0}/secret" },
        { "backslashes (CVE-2023-6909)", "..\\..\\..\\..\\..\\..\\..\\..\\{0}\\secret" },
        { "encoded backslashes", "..%5c..%5c..%5c..%5c..%5c..%5c..%5c..%5c{0}%5csecret" },
        { "mixed separators", "..\\../..\\../..\\../..\\../{0}/secret" },
        { "absolute (CVE-2023-1177)", "/{0}/secret" },
        { "encoded absolute", "%2f{0}%2fsecret" },
        { "double absolute", "//{0}/secret" },
        { "file URI (CVE-2023-3765)", "file:///{0}/secret" },
        { "file URI without a host", "file:/{0}/secret" },
        { "encoded file URI", "file%3A%2F%2F%2F{0}%2Fsecret" },
        { "fragment (CVE-2024-1594)", "x#/../../../../../../../../../{0}/secret" },
        { "encoded fragment (CVE-2024-3848)", "x%23/../../../../../../../../../{0}/secret" },
        { "encoded query (CVE-2024-2928)", "x%3f/../../../../../../../../../{0}/secret" },
        { "parameters (CVE-2024-1593)", "x;/../../../../../../../../../{0}/secret" },
        { "drive letter", "C:/../../../../{0}/secret" },
        { "encoded drive letter", "c%3a%5c{0}%5csecret" },
        { "NUL", "x%00/../../../../../../{0}/secret" },
        { "encoded NUL", "../{0}/secret%00.txt" },
        { "overlong UTF-8", "%c0%ae%c0%ae/%c0%ae%c0%ae/%c0%ae%c0%ae/{0}/secret" },
        { "full-width dots", "\uFF0E\uFF0E/\uFF0E\uFF0E/\uFF0E\uFF0E/{0}/secret" },
        { "full-width slashes", "..\uFF0F..\uFF0F..\uFF0F{0}/secret" },
        { "one-dot leaders", "\u2024\u2024/\u2024\u2024/{0}/secret" },
        { "dots with spaces", ".. /.. /.. /.. /{0}/secret" },
    };

    /// <summary>Every route that takes a path: <c>{0}</c> is the path in the URL, <c>{1}</c> the same as a value of the query.</summary>
    private static readonly (string Method, string Target)[] Routes =
    [
        ("GET", "/api/2.0/mlflow-artifacts/artifacts/{0}"),
        ("PUT", "/api/2.0/mlflow-artifacts/artifacts/{0}"),
        ("DELETE", "/api/2.0/mlflow-artifacts/artifacts/{0}"),
        ("GET", "/ajax-api/2.0/mlflow-artifacts/artifacts/{0}"),
        ("PUT", "/ajax-api/2.0/mlflow-artifacts/artifacts/{0}"),
        ("GET", "/api/2.0/mlflow-artifacts/artifacts?path={1}"),
        ("POST", "/api/2.0/mlflow-artifacts/mpu/create/{0}"),
        ("POST", "/api/2.0/mlflow-artifacts/mpu/complete/{0}"),
        ("POST", "/api/2.0/mlflow-artifacts/mpu/abort/{0}"),
        ("GET", "/api/2.0/mlflow-artifacts/presigned/{0}"),
        ("GET", $"/api/2.0/mlflow/artifacts/list?run_id={Run}&path={{1}}"),
        ("GET", $"/get-artifact?run_uuid={Run}&path={{1}}"),
        ("GET", "/model-versions/get-artifact?name=m&version=1&path={1}"),
        ("POST", $"/ajax-api/2.0/mlflow/upload-artifact?run_uuid={Run}&path={{1}}"),
    ];

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task No_route_reads_or_writes_outside_the_store(string shape, string pattern)
    {
        File.WriteAllText(outside.File("secret"), Secret);
        var path = string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, outside.Path.TrimStart('/'));
        foreach (var (method, target) in Routes)
        {
            var body = method is "PUT" or "POST" ? Planted : "";
            var line = string.Format(System.Globalization.CultureInfo.InvariantCulture, target, path, Uri.EscapeDataString(path));
            var answer = await served.SendRawAsync($"{method} {line} HTTP/1.1\r\nContent-Type: application/json", body);

            Assert.True(answer.Status is 400 or 404, $"{shape}: {method} {line} was answered\n{answer.Text}");
            Assert.DoesNotContain(Secret, answer.Text, StringComparison.Ordinal);
        }

        Assert.Equal(["secret"], Directory.GetFileSystemEntries(outside.Path).Select(Path.GetFileName));
        Assert.Equal(Secret, File.ReadAllText(outside.File("secret")));
    }

    [Fact]
    public async Task What_was_refused_is_nowhere_in_the_home()
    {
        await served.SendRawAsync("PUT /api/2.0/mlflow-artifacts/artifacts/a/..%2f..%2fplanted HTTP/1.1", Planted);

        var holding = Directory.EnumerateFiles(served.Folder, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith("owner.guard", StringComparison.Ordinal) && Holds(file, Planted));
        Assert.Empty(holding);
    }

    [Fact]
    public async Task A_path_without_end_is_refused()
    {
        var answer = await served.SendRawAsync($"PUT /api/2.0/mlflow-artifacts/artifacts/{new string('a', 5000)} HTTP/1.1", Planted);

        Assert.Equal(400, answer.Status);
    }

    // A link is a name like any other: the tree has no links, and no name of it is looked up on a disk.
    [Fact]
    public async Task The_name_of_a_link_to_the_outside_is_a_name()
    {
        File.WriteAllText(outside.File("secret"), Secret);
        var link = Path.Combine(served.Folder, "blobs", "link");
        File.CreateSymbolicLink(link, outside.File("secret"));

        Assert.Equal(404, (await served.SendRawAsync("GET /api/2.0/mlflow-artifacts/artifacts/link HTTP/1.1")).Status);
        Assert.Equal(200, (await served.SendRawAsync("PUT /api/2.0/mlflow-artifacts/artifacts/link HTTP/1.1", "a link's own text")).Status);
        Assert.EndsWith("a link's own text", (await served.SendRawAsync("GET /api/2.0/mlflow-artifacts/artifacts/link HTTP/1.1")).Text, StringComparison.Ordinal);
        Assert.Equal(Secret, File.ReadAllText(outside.File("secret")));
        File.Delete(link);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/2.0/mlflow-artifacts/")]
    [InlineData("/blobs")]
    [InlineData("/static-files/../../../../etc/passwd")]
    public async Task No_folder_of_the_machine_is_listed(string target) =>
        Assert.Equal(404, (await served.SendRawAsync($"GET {target} HTTP/1.1")).Status);

    public async ValueTask InitializeAsync()
    {
        var run = new NewRun(RunId.Parse(Run), ExperimentId.Default, "victim");
        Assert.True((await served.App.Tracking.CreateRunAsync(run, TestContext.Current.CancellationToken)).IsOk);
    }

    public ValueTask DisposeAsync()
    {
        outside.Dispose();
        return ValueTask.CompletedTask;
    }

    private static bool Holds(string file, string text)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    }
}
