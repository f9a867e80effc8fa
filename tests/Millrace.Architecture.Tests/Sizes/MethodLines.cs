using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Millrace.Architecture.Tests.Repository;

namespace Millrace.Architecture.Tests.Sizes;

/// <summary>A method's length in lines, from the first to the last line the compiler made code of.</summary>
internal sealed record MethodLength(string File, string Name, int Lines);

/// <summary>Measures the product's methods by their debugging symbols, which no formatting can fool.</summary>
internal static class MethodLines
{
    public static IEnumerable<MethodLength> All() => Product.Assemblies.SelectMany(assembly => Of(assembly.Location));

    private static List<MethodLength> Of(string assemblyFile)
    {
        using var pe = new PEReader(File.OpenRead(assemblyFile));
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(assemblyFile, ".pdb")));
        var metadata = pe.GetMetadataReader();
        var debug = symbols.GetMetadataReader();
        return [.. debug.MethodDebugInformation.Select(handle => Measure(metadata, debug, handle)).OfType<MethodLength>()];
    }

    private static MethodLength? Measure(MetadataReader metadata, MetadataReader debug, MethodDebugInformationHandle handle)
    {
        var points = debug.GetMethodDebugInformation(handle).GetSequencePoints().Where(point => !point.IsHidden).ToList();
        if (points.Count == 0 || Relative(debug.GetString(debug.GetDocument(points[0].Document).Name)) is not { } file)
        {
            return null;
        }

        var method = metadata.GetMethodDefinition(handle.ToDefinitionHandle());
        var name = metadata.GetString(method.Name);
        return new MethodLength(file, $"{TypeName(metadata, method.GetDeclaringType())}.{name}", Lines(points, name));
    }

    // A constructor also holds the field initializers, wherever they stand: its lines are counted one by one.
    private static int Lines(List<SequencePoint> points, string name) => name is ".ctor" or ".cctor"
        ? points.SelectMany(point => Enumerable.Range(point.StartLine, point.EndLine - point.StartLine + 1)).Distinct().Count()
        : points.Max(point => point.EndLine) - points.Min(point => point.StartLine) + 1;

    private static string TypeName(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var outer = type.GetDeclaringType();
        return (outer.IsNil ? "" : TypeName(metadata, outer) + ".") + metadata.GetString(type.Name);
    }

    // In a CI build the root is written as "/_/". Generated files and a vendor's sources are not ours to measure.
    private static string? Relative(string document)
    {
        var file = document.StartsWith("/_/", StringComparison.Ordinal)
            ? document[3..]
            : Path.GetRelativePath(SourceTree.Root, document).Replace('\\', '/');
        return file.StartsWith("src/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal) ? file : null;
    }
}
