using System.Reflection;

namespace Millrace.Architecture.Tests.Repository;

/// <summary>The built assemblies of <c>src</c>.</summary>
internal static class Product
{
    /// <summary>Named as the projects are; the command line's assembly is plain <c>millrace</c>.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } = Load();

    public static IEnumerable<Assembly> Under(string folder) =>
        Assemblies.Where(assembly => SourceProject.Of(assembly).Folder.StartsWith(folder, StringComparison.Ordinal));

    private static List<Assembly> Load() =>
    [
        .. SourceProject.All
            .Select(project => Path.Combine(AppContext.BaseDirectory, $"{project.AssemblyName}.dll"))
            .Where(File.Exists)
            .Select(Assembly.LoadFrom),
    ];
}
