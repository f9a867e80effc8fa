namespace Millrace.Benchmarks.Measuring;

/// <summary>Files of the repository that this program was built in.</summary>
internal static class RepositoryFiles
{
    /// <summary>Looks for a file of a pinned npm package.</summary>
    /// <param name="file">Package and path in it.</param>
    /// <returns>Its path; null when it is not installed.</returns>
    public static string? InPackages(string file) => Find(Path.Combine("eng/native/node_modules", file));

    /// <summary>Looks for a file of the repository.</summary>
    /// <param name="file">Path from its root.</param>
    /// <returns>Its path; null when it is not there.</returns>
    public static string? Find(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, file);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
