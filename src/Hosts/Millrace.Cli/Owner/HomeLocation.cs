namespace Millrace.Cli.Owner;

/// <summary>Which home is meant: <c>--home</c>, else <c>MILLRACE_HOME</c>, else <c>.millrace</c> here.</summary>
internal static class HomeLocation
{
    public static string Find(string? option, string workingDirectory)
    {
        var named = option ?? Environment.GetEnvironmentVariable("MILLRACE_HOME");
        return Path.GetFullPath(string.IsNullOrEmpty(named) ? ".millrace" : named, workingDirectory);
    }
}
