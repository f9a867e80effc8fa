using Millrace.Architecture.Tests.Repository;

namespace Millrace.Architecture.Tests.Types;

public sealed class PublicTypesTests
{
    [Fact]
    public void A_module_shows_only_its_contracts_and_its_setup()
    {
        var others = Product.Under("src/Modules/").SelectMany(assembly =>
        {
            var module = SourceProject.Of(assembly).Name;
            return assembly.GetExportedTypes()
                .Where(type => type is { IsNested: false } && !IsContract(type, module) && type.FullName != $"Millrace.{module}.{module}Setup")
                .Select(type => (type.FullName!, "is public"));
        });
        ListedExceptions.Read("public-types.txt").MustBeAll(others, "Public types of a module stand in its Contracts folder.");
    }

    [Fact]
    public void Public_classes_are_sealed_static_or_meant_as_a_base()
    {
        var open = Product.Assemblies
            .Where(assembly => SourceProject.Of(assembly).Name != "OnnxRuntime")
            .SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false })
            .Where(type => !type.Assembly.GetTypes().Any(other => other.BaseType == type))
            .Select(type => type.FullName!);
        Report.MustBeEmpty(open, "Seal these");
    }

    private static bool IsContract(Type type, string module) =>
        $"{type.Namespace}.".StartsWith($"Millrace.{module}.Contracts.", StringComparison.Ordinal);
}
