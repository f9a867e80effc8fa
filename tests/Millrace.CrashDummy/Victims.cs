using System.Globalization;
using Millrace.ContractSuites.Jobs;
using Millrace.Embedded.Blobs;
using Millrace.Embedded.Homes;
using Millrace.Embedded.Jobs;
using Millrace.Embedded.Tables;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Homes;
using Millrace.Kernel.Jobs;
using Millrace.Kernel.Resources;
using Millrace.Kernel.Tables;
using Millrace.Postgres.Tables;

namespace Millrace.CrashDummy;

internal static class Victims
{
    public static Task<int> WorkAsync(string folder) => JobWorker.RunAsync(
        folder,
        ContractJobs.Handlers,
        new FileBlobStore(new HomeLayout(Environment.GetEnvironmentVariable("MILLRACE_HOME")!).Blobs),
        CancellationToken.None);

    public static Task<int> WriteRowsAsync(string database) => WriteRowsAsync(SqliteTables.Open(database, TimeProvider.System).Value);

    public static Task<int> WritePostgresRowsAsync(string address) => WriteRowsAsync(PostgresTables.Open(address, TimeProvider.System).Value);

    public static async Task<int> WriteBlobsAsync(string folder)
    {
        var blobs = new FileBlobStore(folder);
        for (var n = 0; ; n++)
        {
            var bytes = new byte[200_000];
            new Random(n).NextBytes(bytes);
            Say((await blobs.PutAsync(new MemoryStream(bytes), CancellationToken.None)).Digest.ToString());
        }
    }

    public static async Task<int> HoldHomeAsync(string root)
    {
        using var home = MillraceHome.Open(root, TimeProvider.System).Value;
        home.SetUrl(new Uri("http://127.0.0.1:4711"), "secret");
        await File.WriteAllTextAsync(Path.Combine(home.Layout.Scratch, "left-over"), "x");
        Say("held");
        await Task.Delay(Timeout.Infinite);
        return 0;
    }

    public static async Task<int> RunJobAsync(string root)
    {
        using var home = MillraceHome.Open(root, TimeProvider.System).Value;
        await using var jobs = new LocalJobs(
            home.Layout, home.Blobs,
            new WorkerCommand(Environment.ProcessPath!, [typeof(Victims).Assembly.Location, "worker", "--job"]),
            new LocalJobOptions(), TimeProvider.System);
        var id = await jobs.SubmitAsync(
            new JobSpec(ContractJobs.IgnoreStop, "{}", new Dictionary<string, Digest>(), ResourceBudget.Default, 1, 1, null, "key"),
            CancellationToken.None);
        await foreach (var line in jobs.FollowAsync(id, 0, CancellationToken.None))
        {
            Say(line);
        }

        return 0;
    }

    private static async Task<int> WriteRowsAsync(ITables tables)
    {
        await tables.MigrateAsync("dummy", [new Migration(1, "rows", "CREATE TABLE rows (n BIGINT PRIMARY KEY)")], CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => WriteRowsAsync(tables, writer)));
        return 0;
    }

    private static async Task WriteRowsAsync(ITables tables, int writer)
    {
        for (var n = (long)writer; ; n += 4)
        {
            await tables.WriteAsync(
                transaction =>
                {
                    using var command = transaction.Connection!.CreateCommand();
                    command.CommandText = string.Create(CultureInfo.InvariantCulture, $"INSERT INTO rows (n) VALUES ({n})");
                    return command.ExecuteNonQuery();
                },
                CancellationToken.None);
            Say(n.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
