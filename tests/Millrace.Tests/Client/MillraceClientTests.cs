using Millrace.Client;
using Millrace.Client.Runs;
using Millrace.ContractSuites;

namespace Millrace.Tests.Client;

public sealed class MillraceClientTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly FakeServer server = new();

    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Metrics_logged_one_by_one_arrive_whole_in_order_and_in_batches(bool isOffline)
    {
        using var client = Client(isOffline);
        await using (var run = await client.StartRunAsync())
        {
            var logged = Enumerable.Range(0, 5000).Select(step => run.LogMetricAsync("loss", 1.0 / (step + 1), step)).ToList();
            await Task.WhenAll(logged);
            Assert.True(await run.FlushAsync());
        }

        Assert.Equal(Enumerable.Range(0, 5000).Select(step => (long)step), server.Metrics.Select(metric => metric.Step));
        Assert.All(server.BatchSizes, size => Assert.InRange(size, 0, 1000));
        Assert.InRange(server.BatchSizes.Count, 5, 500);
        Assert.Equal("FINISHED", StatusOf(0));
    }

    [Fact]
    public async Task Numbers_that_JSON_lacks_pass()
    {
        using var client = Client(isOffline: true);
        await using (var run = await client.StartRunAsync())
        {
            await run.LogMetricsAsync(new Dictionary<string, double> { ["a"] = double.NaN, ["b"] = double.NegativeInfinity });
        }

        Assert.Equal(["-Infinity", "NaN"], server.Metrics.Select(metric => metric.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Lost_answers_double_neither_the_run_nor_a_point()
    {
        using var client = Client(isOffline: true);
        server.AnswersToLose = 2;
        await using (var run = await client.StartRunAsync())
        {
            await run.LogMetricAsync("loss", 0.5, 1);
            await run.LogMetricAsync("loss", 0.25, 2);
        }

        Assert.Single(server.Runs);
        Assert.Equal([1L, 2L], server.Metrics.Select(metric => metric.Step));
    }

    [Fact]
    public async Task A_run_without_a_server_is_sent_by_a_later_process()
    {
        server.IsDown = true;
        using (var client = Client(isOffline: true))
        {
            await using var run = await client.StartRunAsync(new RunStart { Name = "night", Hypothesis = "It works offline." });
            await run.LogMetricAsync("loss", 0.5, 1);
            await run.LogParamAsync("lr", "0.1");
            Assert.Null(run.RunId);
            Assert.False(await run.EndAsync(RunEnd.Failed));
        }

        Assert.Empty(server.Runs);
        server.IsDown = false;
        using var later = Client(isOffline: true);

        Assert.Equal(1, await later.SyncAsync());
        Assert.Equal(0, await later.SyncAsync());
        Assert.Equal("FAILED", StatusOf(0));
        Assert.Equal([("loss", "0.5", 1L)], server.Metrics);
        Assert.Equal("0.1", server.Params["lr"]);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(folder.Path, "offline")));
    }

    [Fact]
    public async Task Catching_up_without_a_server_says_so_and_loses_nothing()
    {
        server.IsDown = true;
        await LogOfflineAsync();

        using var later = Client(isOffline: true);
        Assert.Equal(MillraceException.Unreachable, (await Assert.ThrowsAsync<MillraceException>(() => later.SyncAsync())).ErrorCode);

        server.IsDown = false;
        Assert.Equal(1, await later.SyncAsync());
        Assert.Single(server.Metrics);
    }

    [Fact]
    public async Task A_line_that_a_crash_cut_off_is_passed_over()
    {
        server.IsDown = true;
        await LogOfflineAsync();
        var journal = Directory.EnumerateFiles(folder.Path, "journal.jsonl", SearchOption.AllDirectories).Single();
        await File.AppendAllTextAsync(journal, """{"Kind":"Metric","Key":"lo""");
        server.IsDown = false;

        using var later = Client(isOffline: true);
        Assert.Equal(1, await later.SyncAsync());
        Assert.Equal([("loss", "0.5", 1L)], server.Metrics);
    }

    [Fact]
    public async Task A_run_that_is_still_written_is_left_to_its_process()
    {
        using var client = Client(isOffline: true);
        await using var run = await client.StartRunAsync();
        using var other = Client(isOffline: true);

        Assert.Equal(0, await other.SyncAsync());

        await run.LogMetricAsync("loss", 0.5, 1);
        Assert.True(await run.FlushAsync());
        Assert.Single(server.Runs);
    }

    [Fact]
    public async Task What_the_server_refuses_is_told_and_takes_nothing_else_with_it()
    {
        using var client = Client(isOffline: false);
        var run = await client.StartRunAsync();
        await run.LogParamAsync("lr", "0.1");
        await run.LogParamAsync("lr", "0.2");
        await run.LogMetricAsync("loss", 0.5, 1);

        var refused = await Assert.ThrowsAsync<MillraceException>(() => run.FlushAsync());
        await run.DisposeAsync();

        Assert.Contains("Param 'lr': Changing param 'lr'", refused.Message, StringComparison.Ordinal);
        Assert.Equal("0.1", server.Params["lr"]);
        Assert.Single(server.Metrics);
        Assert.Equal("FINISHED", StatusOf(0));
    }

    [Fact]
    public async Task The_last_value_of_a_tag_counts()
    {
        using var client = Client(isOffline: true);
        await using (var run = await client.StartRunAsync())
        {
            await run.SetTagAsync("team", "red");
            await run.SetTagAsync("team", "blue");
            await run.SetConclusionAsync("Blue is better.");
        }

        Assert.Equal(("blue", "Blue is better."), (server.Tags["team"], server.Tags["millrace.conclusion"]));
    }

    [Fact]
    public async Task A_file_logged_offline_is_sent_as_it_was_then()
    {
        server.IsDown = true;
        var file = Path.Combine(folder.Path, "weights.txt");
        await File.WriteAllTextAsync(file, "first");
        using (var client = Client(isOffline: true))
        {
            await using var run = await client.StartRunAsync();
            await run.LogArtifactAsync(file, "model/weights #1.txt");
            await run.EndAsync();
        }

        File.Delete(file);
        server.IsDown = false;
        using var later = Client(isOffline: true);
        await later.SyncAsync();

        Assert.Equal("first", server.Files[$"3/{1:x32}/artifacts/model/weights #1.txt"]);
    }

    [Fact]
    public async Task Work_that_throws_ends_its_run_as_failed()
    {
        using var client = Client(isOffline: false);

        await Assert.ThrowsAsync<FormatException>(() => client.RunAsync<int>(new RunStart(), _ => throw new FormatException("no")));

        Assert.Equal("FAILED", StatusOf(0));
    }

    [Fact]
    public async Task Without_a_folder_a_run_needs_its_server()
    {
        server.IsDown = true;
        using var client = Client(isOffline: false);

        Assert.Equal(MillraceException.Unreachable, (await Assert.ThrowsAsync<MillraceException>(() => client.StartRunAsync())).ErrorCode);
    }

    [Fact]
    public async Task A_server_that_goes_away_for_a_while_is_waited_for()
    {
        using var client = Client(isOffline: false);
        await using var run = await client.StartRunAsync();
        server.IsDown = true;
        await run.LogMetricAsync("loss", 0.5, 1);
        var flushed = run.FlushAsync();
        server.IsDown = false;

        Assert.True(await flushed);
        Assert.Single(server.Metrics);
    }

    private async Task LogOfflineAsync()
    {
        using var client = Client(isOffline: true);
        await using var run = await client.StartRunAsync();
        await run.LogMetricAsync("loss", 0.5, 1);
        await run.EndAsync();
    }

    private string StatusOf(int run) => (string)server.Runs[run]["info"]!["status"]!;

    private MillraceClient Client(bool isOffline) => new(
        new Uri("http://server"),
        new MillraceClientOptions
        {
            OfflineFolder = isOffline ? Path.Combine(folder.Path, "offline") : null,
            LongestPause = TimeSpan.FromMilliseconds(20),
            FlushTimeout = TimeSpan.FromSeconds(server.IsDown ? 0.3 : 20),
        },
        server);
}
