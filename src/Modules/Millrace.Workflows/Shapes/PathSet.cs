namespace Millrace.Workflows.Shapes;

/// <summary>Paths of the file that can be asked by their neighbourhood, in time that grows with the depth alone.</summary>
internal sealed class PathSet
{
    private readonly HashSet<string> paths = new(StringComparer.Ordinal);
    private readonly HashSet<string> above = new(StringComparer.Ordinal);

    /// <summary>Adds a path; false when it is there.</summary>
    public bool Add(string path)
    {
        if (!paths.Add(path))
        {
            return false;
        }

        var parent = Parent(path);
        while (parent.Length > 0 && above.Add(parent))
        {
            parent = Parent(parent);
        }

        return true;
    }

    /// <summary>Whether the path itself is in it.</summary>
    public bool Contains(string path) => paths.Contains(path);

    /// <summary>Whether the path, or one under or above it, is in it.</summary>
    public bool Touches(string path)
    {
        if (above.Contains(path))
        {
            return true;
        }

        for (var current = path; current.Length > 0; current = Parent(current))
        {
            if (paths.Contains(current))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The path one step up: <c>a.b[2]</c> → <c>a.b</c> → <c>a</c> → empty.</summary>
    public static string Parent(string path)
    {
        var cut = path.LastIndexOfAny(['.', '[']);
        return cut < 0 ? "" : path[..cut];
    }
}
