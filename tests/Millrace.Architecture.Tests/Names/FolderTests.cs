using System.Text.RegularExpressions;
using Millrace.Architecture.Tests.Repository;

namespace Millrace.Architecture.Tests.Names;

public sealed partial class FolderTests
{
    private static readonly string[] Bags = ["Utils", "Util", "Utilities", "Helpers", "Helper", "Common", "Managers", "Services", "Misc", "Shared"];

    [Fact]
    public void No_folder_and_no_file_is_named_for_a_bag_of_things() =>
        Report.MustBeEmpty(
            SourceTree.Files.Where(file => file.Split('/').Any(part => Bags.Contains(Path.GetFileNameWithoutExtension(part), StringComparer.OrdinalIgnoreCase))),
            "Name the concept");

    // A binding of one library may put all it shows into its one namespace, as the library itself does.
    [Fact]
    public void Namespaces_follow_the_folders()
    {
        var wrong = SourceProject.All.SelectMany(project => SourceTree.Sources(project.Folder).Select(file =>
        {
            var isEngine = project.Folder.StartsWith("src/Engines/", StringComparison.Ordinal);
            var folder = file[project.Folder.Length..];
            var inner = folder.Contains('/', StringComparison.Ordinal) ? "." + folder[..folder.LastIndexOf('/')].Replace('/', '.') : "";
            var expected = $"Millrace.{project.Name}{inner}";
            var actual = Namespace().Match(SourceTree.Read(file)).Groups["name"].Value;
            return actual.Length == 0 || actual == expected || (isEngine && actual == $"Millrace.{project.Name}")
                ? null
                : $"{file} is in {actual}, not {expected}";
        }));
        Report.MustBeEmpty(wrong.OfType<string>(), "A namespace is the path of its folder");
    }

    // tests/Millrace.Tests/Data/Checks mirrors src/Modules/Millrace.Data/Checks.
    [Fact]
    public void Every_test_file_mirrors_a_folder_of_src()
    {
        const string Tests = "tests/Millrace.Tests/";
        var wrong = SourceTree.Sources(Tests)
            .Where(file => file.LastIndexOf('/') >= Tests.Length)
            .Select(file => file[Tests.Length..file.LastIndexOf('/')])
            .Distinct()
            .Where(folder => !Mirrored(folder).Any(source => Directory.Exists(SourceTree.Absolute(source))));
        Report.MustBeEmpty(wrong.Select(folder => Tests + folder), "There is no such folder in src");
    }

    private static IEnumerable<string> Mirrored(string folder)
    {
        var parts = folder.Split('/').ToList();
        if (parts[0] is "Engines" or "Adapters" or "Hosts" && parts.Count > 1)
        {
            parts.RemoveAt(0);
        }

        var project = SourceProject.All.SingleOrDefault(project => project.Name == parts[0]);
        return project is null ? [] : [string.Join('/', [project.Folder.TrimEnd('/'), .. parts[1..]])];
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
