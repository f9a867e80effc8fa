using System.Reflection;
using System.Xml.Linq;

namespace Millrace.Architecture.Tests.Repository;

/// <summary>A project of <c>src</c>.</summary>
/// <param name="Name">Without the prefix: <c>Kernel</c>.</param>
/// <param name="File">Its project file, relative to the root.</param>
/// <param name="Xml">The project file.</param>
internal sealed record SourceProject(string Name, string File, XDocument Xml)
{
    private const string Prefix = "Millrace.";

    public static IReadOnlyList<SourceProject> All { get; } =
    [
        .. SourceTree.Files
            .Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(file => new SourceProject(NameOf(file), file, XDocument.Load(SourceTree.Absolute(file))))
            .OrderBy(project => project.Name, StringComparer.Ordinal),
    ];

    /// <summary>With a '/' at its end.</summary>
    public string Folder => File[..(File.LastIndexOf('/') + 1)];

    public string AssemblyName => Xml.Descendants("AssemblyName").SingleOrDefault()?.Value ?? Prefix + Name;

    public IEnumerable<string> References => Xml.Descendants("ProjectReference").Select(reference => NameOf(reference.Attribute("Include")!.Value));

    public IEnumerable<string> Packages => Xml.Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value);

    public bool IsModule => File.StartsWith("src/Modules/", StringComparison.Ordinal);

    public static SourceProject Of(Assembly assembly) => All.Single(project => project.AssemblyName == assembly.GetName().Name);

    public static string NameOf(string projectFile)
    {
        var name = Path.GetFileNameWithoutExtension(projectFile);
        return name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
    }
}
