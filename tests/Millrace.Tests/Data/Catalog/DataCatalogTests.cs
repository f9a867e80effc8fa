using Millrace.Data.Contracts;
using Millrace.Kernel.Verdicts;

namespace Millrace.Tests.Data.Catalog;

public sealed class DataCatalogTests
{
    [Fact]
    public async Task A_changed_schema_is_recorded_against_the_version_before()
    {
        using var lab = await DataLab.OpenAsync();
        await lab.IngestedAsync("s", "SELECT 1::BIGINT AS a, 2::BIGINT AS b, 'x' AS gone");
        await lab.IngestedAsync("s", "SELECT 1::BIGINT AS a, 2.5::DOUBLE AS b, true AS fresh");
        await lab.IngestedAsync("s", "SELECT 9::BIGINT AS a, 2.5::DOUBLE AS b, true AS fresh");

        var history = (await lab.Catalog.ShowAsync("s", null, CancellationToken.None)).Value.History;

        Assert.Equal(3, history.Count);
        Assert.Null(history[0].Change);
        Assert.Equal(history[2].Digest, history[1].Previous);
        Assert.Equal([new DatasetColumn("fresh", "boolean")], history[1].Change!.Added);
        Assert.Equal([new DatasetColumn("gone", "varchar")], history[1].Change!.Removed);
        Assert.Equal(new Dictionary<string, string> { ["b"] = "bigint -> double" }, history[1].Change!.Retyped);
        Assert.Null(history[2].Previous);
    }

    [Fact]
    public async Task Recording_a_version_again_changes_nothing()
    {
        using var lab = await DataLab.OpenAsync();
        await lab.IngestAsync("s", lab.Write("a.csv", "a\n1\n"), "csv");
        var first = lab.Clock.Now;
        lab.Clock.Now = first.AddDays(1);
        await lab.IngestAsync("s", lab.Write("b.csv", "a,b\n1,2\n"), "csv");
        lab.Clock.Now = first.AddDays(2);
        var again = await lab.IngestAsync("s", lab.Write("c.csv", "a\n1\n"), "csv");

        var shown = (await lab.Catalog.ShowAsync("s", again.Value.Outputs["dataset"].Digest.Short, CancellationToken.None)).Value;

        Assert.Equal(2, shown.History.Count);
        Assert.Equal(first, shown.Version.CreatedAtUtc);
    }

    [Fact]
    public async Task Raw_prepared_and_quarantine_are_listed_and_shown_with_what_is_known()
    {
        using var lab = await DataLab.OpenAsync();
        var data = await lab.IngestedAsync("d", "SELECT range AS v, TIMESTAMP '2001-01-01' AS t FROM range(10)");
        await lab.ValidateAsync(Specs.Of(Specs.Check("between", "v") with { Max = 8, Tolerate = 0.1 }), data);

        var list = await lab.Catalog.ListAsync(CancellationToken.None);
        var detail = (await lab.Catalog.ShowAsync("d", null, CancellationToken.None)).Value;

        Assert.Equal(
            [("d", DatasetRole.Raw, 10L), ("d", DatasetRole.Prepared, 9L), ("d.quarantine", DatasetRole.Quarantine, 1L)],
            list.Select(summary => (summary.Name, summary.Role, summary.Newest.RowCount)));
        Assert.Equal(Decision.Pass, detail.Version.Decision);
        Assert.Equal(9, detail.Profile!.RowCount);
        Assert.Equal(10, detail.Checks!.RowCount);
        Assert.Equal(data.Digest, detail.Manifest.Parents["dataset"]);
    }

    [Fact]
    public async Task What_is_not_there_is_told_with_what_is()
    {
        using var lab = await DataLab.OpenAsync();
        var data = await lab.IngestedAsync("flights", "SELECT 1 AS a");

        var name = await lab.Catalog.ShowAsync("flihgts", null, CancellationToken.None);
        var version = await lab.Catalog.ShowAsync("flights", "0000", CancellationToken.None);
        await lab.Blobs.DeleteAsync(data.Digest, CancellationToken.None);
        var lost = await lab.Catalog.ShowAsync("flights", null, CancellationToken.None);

        Assert.Contains("Did you mean 'flights'?", name.Problem!.What, StringComparison.Ordinal);
        Assert.Equal(
            ["data.dataset-not-found", "data.version-not-found", "data.manifest-lost"],
            new[] { name, version, lost }.Select(outcome => outcome.Problem!.Code));
    }
}
