using Millrace.EndToEnd.Tests.Setting;

namespace Millrace.EndToEnd.Tests.Runs;

public sealed class FullDiskTests(SmallFlights flights)
{
    // Each size lets the run get a little further; the last is enough. The file system lives in a mount namespace of the
    // script's own, so it is gone with the script, however that ends.
    private const string Script =
        """
        set -e
        mkdir "$DISK" && mount -t tmpfs -o size=100k tmpfs "$DISK"
        for size in 200k 700k 1500k 3m 5m 9m 11m 200m; do
          mount -o remount,size=$size "$DISK"
          code=0
          "$MILLRACE" run workflow.yaml 2> "$DISK.$size.txt" || code=$?
          echo "$size $code" >> "$DISK.codes"
          find "$MILLRACE_HOME/blobs/unfinished" "$MILLRACE_HOME/scratch" "$MILLRACE_HOME/reports" -type f \( -path '*unfinished*' -o -path '*scratch*' -o -name '*.tmp' \) 2> /dev/null >> "$DISK.left" || true
        done
        """;

    [Fact]
    public async Task A_full_disk_ends_with_6_anywhere_and_with_room_the_same_command_goes_on()
    {
        var here = flights.NewCli();
        var disk = here.Path("disk");
        var cli = new CliProcess(Path.Combine(disk, "home"), here.WorkingDirectory) { Environment = { ["DISK"] = disk, ["MILLRACE"] = Repository.Cli } };
        string[] namespaces = Environment.IsPrivilegedProcess ? ["--mount"] : ["--mount", "--map-root-user"];
        await using (var script = cli.Start("unshare", [.. namespaces, "bash", "-c", Script]))
        {
            (await script.EndAsync()).MustExitWith(0);
        }

        var codes = File.ReadAllLines(disk + ".codes").Select(line => line.Split(' ')).ToList();
        Assert.Equal(8, codes.Count);
        Assert.Equal("0", codes[^1][1]);
        Assert.All(codes.SkipLast(1), code => Assert.True(code[1] is "0" or "6", $"With {code[0]}: exit {code[1]}\n{File.ReadAllText($"{disk}.{code[0]}.txt")}"));
        Assert.All(codes.Take(3), code =>
        {
            Assert.Equal("6", code[1]);
            Assert.Contains("error machine.disk-full: ", File.ReadAllText($"{disk}.{code[0]}.txt"), StringComparison.Ordinal);
        });
        Assert.Equal("", File.ReadAllText(disk + ".left"));
    }
}
