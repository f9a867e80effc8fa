namespace Millrace.EndToEnd.Tests.Setting;

/// <summary>Where the tests find the product.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The command line, built beside the tests in the same configuration.</summary>
    public static string Cli => Path.Combine(AppContext.BaseDirectory, "millrace");

    public static string Flights => Path.Combine(Root, "eng/native/node_modules/vega-datasets/data/flights-3m.parquet");

    public static string Sample => Path.Combine(Root, "samples/flights");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Millrace.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests must run inside the repository.");
    }
}
