using System.Text.RegularExpressions;
using Millrace.Architecture.Tests.Repository;

namespace Millrace.Architecture.Tests.Projects;

public sealed partial class NativeCodeTests
{
    // Where a project does not allow it, the compiler itself refuses the keyword.
    [Fact]
    public void Only_engines_allow_unsafe_code() =>
        Report.MustBeEmpty(
            SourceProject.All.Where(project => project.Xml.Descendants("AllowUnsafeBlocks").Any()).Select(project => project.File)
                .Where(file => !file.StartsWith("src/Engines/", StringComparison.Ordinal)),
            "Unsafe code belongs to src/Engines");

    [Fact]
    public void Native_libraries_are_called_from_engines_and_adapters_only() =>
        Report.MustBeEmpty(
            SourceTree.Sources("src/")
                .Where(file => !file.StartsWith("src/Engines/", StringComparison.Ordinal) && !file.StartsWith("src/Adapters/", StringComparison.Ordinal))
                .Where(file => NativeCall().IsMatch(SourceTree.Read(file))),
            "Native calls belong to src/Engines, or to an adapter");

    [GeneratedRegex(@"\b(DllImport|LibraryImport|NativeLibrary|Marshal\.GetDelegateForFunctionPointer)\b")]
    private static partial Regex NativeCall();
}
