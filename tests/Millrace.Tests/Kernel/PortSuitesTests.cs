using System.Reflection;
using Millrace.ContractSuites;
using Millrace.ContractSuites.Blobs;
using Millrace.ContractSuites.Jobs;
using Millrace.ContractSuites.Tables;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Jobs;
using Millrace.Kernel.Tables;

namespace Millrace.Tests.Kernel;

public sealed class PortSuitesTests
{
    public static TheoryData<Type, Type> Ports => new()
    {
        { typeof(IBlobStore), typeof(BlobStoreContract) },
        { typeof(ITables), typeof(TablesContract) },
        { typeof(IJobs), typeof(JobsContract) },
    };

    [Theory]
    [MemberData(nameof(Ports))]
    public void Every_adapter_of_a_port_derives_its_suite(Type port, Type suite)
    {
        var adapters = ProductAssemblies().SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsAbstract: false, IsInterface: false } && port.IsAssignableFrom(type))
            .ToHashSet();
        var covered = typeof(PortSuitesTests).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && suite.IsAssignableFrom(type))
            .Select(type => type.GetCustomAttribute<CoversAttribute>()?.Adapter)
            .ToHashSet();
        Assert.NotEmpty(adapters);
        Assert.DoesNotContain(adapters, adapter => !covered.Contains(adapter));
    }

    private static IEnumerable<Assembly> ProductAssemblies() =>
        Directory.EnumerateFiles(AppContext.BaseDirectory, "Millrace.*.dll")
            .Where(file => Path.GetFileName(file) is var name && !name.Contains("Tests", StringComparison.Ordinal)
                && name is not ("Millrace.ContractSuites.dll" or "Millrace.CrashDummy.dll"))
            .Select(Assembly.LoadFrom);
}
