namespace Millrace.Benchmarks.Measuring;

/// <summary>Real data among the pinned npm packages.</summary>
internal static class SampleData
{
    /// <summary>Looks for a file of a package in the repository that this program was built in.</summary>
    /// <param name="file">Package and path in it.</param>
    /// <returns>Its path; null when it is not installed.</returns>
    public static string? Find(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "eng", "native", "node_modules", file);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
