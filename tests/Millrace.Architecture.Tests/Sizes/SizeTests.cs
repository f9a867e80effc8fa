using Millrace.Architecture.Tests.Repository;

namespace Millrace.Architecture.Tests.Sizes;

public sealed class SizeTests
{
    private const int MostFileLines = 400;
    private const int MostMethodLines = 60;
    private const long MostFileBytes = 1_000_000;

    [Fact]
    public void Files_and_methods_are_short_or_have_a_reason()
    {
        var files = SourceTree.Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
            .Select(file => (file, Lines: File.ReadLines(SourceTree.Absolute(file)).Count()))
            .Where(file => file.Lines > MostFileLines)
            .Select(file => (file.file, $"has {file.Lines} lines"));
        var methods = MethodLines.All()
            .Where(method => method.Lines > MostMethodLines)
            .Select(method => ($"{method.File}::{method.Name}", $"has {method.Lines} lines"));
        ListedExceptions.Read("size-exceptions.txt").MustBeAll(
            files.Concat(methods), $"A file has at most {MostFileLines} lines, a method {MostMethodLines}.");
    }

    // Guards the measuring itself: without symbols every method would look short.
    [Fact]
    public void Methods_of_every_product_assembly_are_measured()
    {
        var measured = MethodLines.All().Select(method => method.File.Split("/Millrace.")[1].Split('/')[0]).ToHashSet(StringComparer.Ordinal);
        var built = Product.Assemblies.Select(assembly => SourceProject.Of(assembly))
            .Where(project => SourceTree.Sources(project.Folder).Any())
            .Select(project => project.Name);
        Report.MustBeEmpty(built.Where(name => !measured.Contains(name)), "No method was measured");
    }

    [Fact]
    public void No_tracked_file_is_over_one_megabyte() =>
        Report.MustBeEmpty(
            SourceTree.Files.Where(file => new FileInfo(SourceTree.Absolute(file)).Length > MostFileBytes),
            "Data this large comes from a pinned package, not from the repository");
}
