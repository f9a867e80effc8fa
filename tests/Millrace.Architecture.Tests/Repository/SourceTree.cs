using System.Diagnostics;

namespace Millrace.Architecture.Tests.Repository;

/// <summary>The files of this repository as git sees them: tracked ones and new ones that are not ignored.</summary>
internal static class SourceTree
{
    private static readonly Lazy<IReadOnlyList<string>> Listed = new(List);

    public static string Root { get; } = FindRoot();

    /// <summary>Paths relative to the root, with '/'.</summary>
    public static IReadOnlyList<string> Files => Listed.Value;

    public static IEnumerable<string> Sources(string folder) =>
        Files.Where(file => file.StartsWith(folder, StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal));

    public static string Absolute(string file) => Path.Combine(Root, file);

    public static string Read(string file) => File.ReadAllText(Absolute(file));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Millrace.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }

    private static List<string> List()
    {
        // safe.directory: a checkout of another user (a container's mount) is still only read.
        var start = new ProcessStartInfo("git", ["-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start) ?? throw new InvalidOperationException("git does not start.");
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return [.. output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Absolute(file)))];
    }
}
