using Millrace.Architecture.Tests.Repository;

namespace Millrace.Architecture.Tests.Projects;

public sealed class ProjectEdgesTests
{
    [Fact]
    public void The_table_of_ADR_1_names_every_project_and_no_other() =>
        Assert.Equal(SourceProject.All.Select(project => project.Name), EdgeTable.Rows.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Projects_reference_exactly_what_the_table_allows()
    {
        var differences = SourceProject.All.SelectMany(project =>
        {
            var allowed = EdgeTable.Rows.GetValueOrDefault(project.Name) ?? [];
            return project.References.Except(allowed).Select(name => $"{project.Name} references {name}, which the table does not allow")
                .Concat(allowed.Except(project.References).Select(name => $"{project.Name} does not reference {name}, which the table lists"));
        });
        Report.MustBeEmpty(differences, "The project files and the table in docs/decisions/0001-house-and-edges.md differ");
    }

    // A project reference also brings what stands behind it; using that without an edge of one's own is found here.
    [Fact]
    public void Compiled_code_uses_no_project_beyond_the_table()
    {
        var beyond = Product.Assemblies.Where(assembly => !IsHost(SourceProject.Of(assembly))).SelectMany(assembly =>
        {
            var project = SourceProject.Of(assembly);
            return assembly.GetReferencedAssemblies()
                .Select(reference => reference.Name!)
                .Where(name => name.StartsWith("Millrace.", StringComparison.Ordinal))
                .Select(SourceName)
                .Except(EdgeTable.Rows[project.Name])
                .Select(name => $"{project.Name} uses {name}");
        });
        Report.MustBeEmpty(beyond, "Used through another project, without an edge in docs/decisions/0001-house-and-edges.md");
    }

    [Fact]
    public void There_are_no_cycles()
    {
        var open = EdgeTable.Rows.ToDictionary(row => row.Key, row => row.Value.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        while (open.Where(row => row.Value.All(name => !open.ContainsKey(name))).Select(row => row.Key).ToList() is { Count: > 0 } free)
        {
            free.ForEach(name => open.Remove(name));
        }

        Report.MustBeEmpty(open.Keys, "These projects wait for each other");
    }

    [Fact]
    public void The_kernel_references_no_project_and_no_package()
    {
        var kernel = SourceProject.All.Single(project => project.Name == "Kernel");
        Assert.Empty(kernel.References);
        Assert.Empty(kernel.Packages);
    }

    [Fact]
    public void Engines_and_pure_libraries_stand_alone()
    {
        var alone = SourceProject.All.Where(project => IsEngine(project) || project.Name is "Statistics" or "Reports");
        Report.MustBeEmpty(alone.Where(project => project.References.Any()).Select(project => project.Name), "These must use no other project");
    }

    [Fact]
    public void Adapters_know_only_the_kernel_and_only_hosts_know_adapters()
    {
        var adapters = SourceProject.All.Where(project => project.File.StartsWith("src/Adapters/", StringComparison.Ordinal)).ToList();
        Assert.All(adapters, adapter => Assert.Equal(["Kernel"], adapter.References));
        var others = SourceProject.All.Where(project => !IsHost(project));
        Report.MustBeEmpty(
            others.Where(project => project.References.Intersect(adapters.Select(adapter => adapter.Name)).Any()).Select(project => project.Name),
            "Only hosts compose adapters");
    }

    [Fact]
    public void Nothing_references_a_host_but_a_host()
    {
        var hosts = SourceProject.All.Where(IsHost).Select(project => project.Name).ToList();
        Report.MustBeEmpty(
            SourceProject.All.Where(project => !IsHost(project) && project.References.Intersect(hosts).Any()).Select(project => project.Name),
            "Hosts are the outermost ring");
    }

    [Fact]
    public void No_project_opens_its_internals_to_another_of_src() =>
        Report.MustBeEmpty(
            SourceProject.All.Where(project => project.Xml.Descendants("InternalsVisibleTo").Any()).Select(project => project.File),
            "A module is used through its public contract; the tests' access is in Directory.Build.props");

    private static bool IsHost(SourceProject project) => project.File.StartsWith("src/Hosts/", StringComparison.Ordinal);

    private static bool IsEngine(SourceProject project) => project.File.StartsWith("src/Engines/", StringComparison.Ordinal);

    private static string SourceName(string assembly) => SourceProject.NameOf(assembly + ".csproj");
}
