using System.Text.RegularExpressions;
using Millrace.Architecture.Tests.Repository;

namespace Millrace.Architecture.Tests.Ports;

/// <summary>A port is an interface of the kernel that an adapter implements.</summary>
public sealed class ContractSuiteTests
{
    [Fact]
    public void The_known_ports_are_found() =>
        Assert.Equal(["IBlobStore", "IJobs", "ITables"], Ports().Select(port => port.Name).Intersect(["IBlobStore", "IJobs", "ITables"]).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_port_has_an_abstract_contract_suite()
    {
        var suites = SourceTree.Sources("tests/Millrace.ContractSuites/").Select(SourceTree.Read)
            .Where(text => text.Contains("public abstract class", StringComparison.Ordinal))
            .ToList();
        var bare = Ports().Where(port => !suites.Any(suite => Regex.IsMatch(suite, $@"\b{port.Name}\b"))).Select(port => port.FullName!);
        Report.MustBeEmpty(bare, "Ports without an abstract suite in tests/Millrace.ContractSuites");
    }

    [Fact]
    public void Every_implementation_of_a_port_derives_its_suite()
    {
        var tests = string.Concat(SourceTree.Sources("tests/Millrace.Tests/").Select(SourceTree.Read));
        var forgotten = Ports().SelectMany(Implementations)
            .Where(type => !tests.Contains($"[Covers(typeof({type.Name}))]", StringComparison.Ordinal))
            .Select(type => type.FullName!);
        Report.MustBeEmpty(forgotten, "No test class derives the suite and says [Covers(typeof(...))] for these");
    }

    private static IEnumerable<Type> Ports() => Product.Assemblies.Single(assembly => assembly.GetName().Name == "Millrace.Kernel")
        .GetExportedTypes()
        .Where(type => type.IsInterface && Implementations(type).Any());

    private static IEnumerable<Type> Implementations(Type port) => Product.Under("src/Adapters/")
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type is { IsAbstract: false, IsInterface: false } && port.IsAssignableFrom(type));
}
