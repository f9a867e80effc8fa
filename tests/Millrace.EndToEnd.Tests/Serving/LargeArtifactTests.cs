using System.Security.Cryptography;
using Millrace.EndToEnd.Tests.Setting;

namespace Millrace.EndToEnd.Tests.Serving;

/// <summary>Files of models are larger than what a server should hold in memory.</summary>
public sealed class LargeArtifactTests
{
    private const int BlockBytes = 1 << 20;
    private const int Blocks = 200;
    private const long MostGrowthBytes = 64L << 20;
    private const string Small = "/api/2.0/mlflow-artifacts/artifacts/0/small.bin";
    private const string Large = "/api/2.0/mlflow-artifacts/artifacts/0/large.bin";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_hundred_megabytes_go_up_and_down_through_a_small_working_set()
    {
        var folder = Directory.CreateTempSubdirectory("millrace-large-").FullName;
        try
        {
            await using var server = await RunningServer.StartAsync(new CliProcess(Path.Combine(folder, "home"), folder));
            await SendAsync(server, Small, 4);
            await ReceiveAsync(server, Small);
            var before = server.PeakMemoryBytes;

            var sent = await SendAsync(server, Large, Blocks);
            var received = await ReceiveAsync(server, Large);

            Assert.Equal(sent, received);
            Assert.InRange(server.PeakMemoryBytes - before, 0, MostGrowthBytes);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> SendAsync(RunningServer server, string target, int blocks)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var content = new BlockContent(blocks, hash);
        using var response = await server.Client.PutAsync(target, content, Ct);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Ct));
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static async Task<string> ReceiveAsync(RunningServer server, string target)
    {
        await using var stream = await server.Client.GetStreamAsync(target, Ct);
        return Convert.ToHexString(await SHA256.HashDataAsync(stream, Ct));
    }

    /// <summary>Blocks of seeded random bytes, one at a time in memory.</summary>
    private sealed class BlockContent(int blocks, IncrementalHash hash) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            var random = new Random(11);
            var block = new byte[BlockBytes];
            for (var i = 0; i < blocks; i++)
            {
                random.NextBytes(block);
                hash.AppendData(block);
                await stream.WriteAsync(block);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = (long)blocks * BlockBytes;
            return true;
        }
    }
}
