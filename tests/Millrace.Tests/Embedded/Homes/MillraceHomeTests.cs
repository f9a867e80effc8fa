using Millrace.ContractSuites;
using Millrace.ContractSuites.Tables;
using Millrace.Embedded.Homes;
using Millrace.Kernel.Homes;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;

namespace Millrace.Tests.Embedded.Homes;

public sealed class MillraceHomeTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string Root => folder.File("home");

    [Fact]
    public void A_new_home_has_its_folders_and_its_version()
    {
        using var home = Open().Value;
        Assert.Equal(new HomeLayout(Root), home.Layout);
        Assert.All(
            new[] { home.Layout.Blobs, home.Layout.Scratch, home.Layout.Jobs, home.Layout.Reports, home.Layout.Online, home.Layout.InferenceLog },
            path => Assert.True(Directory.Exists(path), path));
        Assert.Equal("""{"schemaVersion":1}""", File.ReadAllText(home.Layout.VersionFile));
    }

    [Fact]
    public async Task A_home_keeps_what_was_written_when_it_is_opened_again()
    {
        using (var home = Open().Value)
        {
            await home.Tables.WriteAsync(t => t.Execute("CREATE TABLE kept (n BIGINT)"), default);
        }

        using var again = Open().Value;
        Assert.Empty(await again.Tables.QueryAsync("SELECT * FROM kept"));
    }

    [Fact]
    public void A_second_owner_is_refused_and_told_the_pid()
    {
        using var home = Open().Value;
        var problem = Open().Problem!;
        Assert.Equal(("home.in-use", ProblemKind.Busy), (problem.Code, problem.Kind));
        Assert.Contains($"Process {Environment.ProcessId} owns", problem.What, StringComparison.Ordinal);
        Assert.Equal(new HomeOwner(Environment.ProcessId, null, null), HomeOwner.Find(home.Layout));
    }

    [Fact]
    public void Once_the_owner_serves_its_address_and_token_are_told()
    {
        using var home = Open().Value;
        home.SetUrl(new Uri("http://127.0.0.1:8123"), "t0ken");
        Assert.Contains("http://127.0.0.1:8123", Open().Problem!.What, StringComparison.Ordinal);
        Assert.Contains("MILLRACE_URL=http://127.0.0.1:8123", Open().Problem!.Fix, StringComparison.Ordinal);
        Assert.Equal(
            new HomeOwner(Environment.ProcessId, new Uri("http://127.0.0.1:8123"), "t0ken"), HomeOwner.Find(home.Layout));
    }

    [Fact]
    public void The_token_is_readable_by_its_user_only()
    {
        using var home = Open().Value;
        home.SetUrl(new Uri("http://127.0.0.1:8123"), "t0ken");
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException();
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(home.Layout.LockFile));
    }

    [Fact]
    public void A_closed_home_has_no_owner()
    {
        Open().Value.Dispose();
        Assert.Null(HomeOwner.Find(new HomeLayout(Root)));
        Open().Value.Dispose();
    }

    [Fact]
    public async Task A_killed_owner_leaves_the_home_free_and_its_scratch_is_emptied()
    {
        using var victim = new Victim("hold-home", Root);
        Assert.Equal("held", await victim.HearAsync());
        Assert.Equal(new HomeOwner(victim.Pid, new Uri("http://127.0.0.1:4711"), "secret"), HomeOwner.Find(new HomeLayout(Root)));
        Assert.Equal("home.in-use", Open().Problem!.Code);
        await victim.KillAsync();
        Assert.Null(HomeOwner.Find(new HomeLayout(Root)));
        using var home = Open().Value;
        Assert.Empty(Directory.EnumerateFileSystemEntries(home.Layout.Scratch));
        Assert.Equal(Environment.ProcessId, HomeOwner.Find(home.Layout)!.Pid);
    }

    [Fact]
    public void A_newer_home_is_refused_and_left_as_it_was()
    {
        Write("""{"schemaVersion":2}""");
        Assert.Equal("home.newer", Open().Problem!.Code);
        Assert.False(File.Exists(new HomeLayout(Root).Database));
        Assert.Equal("home.newer", Open().Problem!.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"schemaVersion":0}""")]
    public void A_home_that_does_not_say_its_version_is_refused(string content)
    {
        Write(content);
        Assert.Equal("home.unreadable", Open().Problem!.Code);
    }

    [Fact]
    public void A_database_without_a_version_is_refused()
    {
        Directory.CreateDirectory(Root);
        File.WriteAllText(new HomeLayout(Root).Database, "");
        Assert.Equal("home.unreadable", Open().Problem!.Code);
    }

    [Fact]
    public void A_file_in_the_homes_place_is_a_problem()
    {
        File.WriteAllText(Root, "not a folder");
        Assert.Equal("home.unusable", Open().Problem!.Code);
    }

    public void Dispose() => folder.Dispose();

    private Outcome<MillraceHome> Open() => MillraceHome.Open(Root, TimeProvider.System);

    private void Write(string version)
    {
        Directory.CreateDirectory(Root);
        File.WriteAllText(new HomeLayout(Root).VersionFile, version);
    }
}
