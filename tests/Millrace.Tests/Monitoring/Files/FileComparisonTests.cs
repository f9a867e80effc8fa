using Millrace.Kernel.Problems;
using Millrace.Kernel.Resources;
using Millrace.Kernel.Verdicts;
using Millrace.Monitoring.Contracts;
using Millrace.Monitoring.Files;

namespace Millrace.Tests.Monitoring.Files;

public sealed class FileComparisonTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("millrace-drift-").FullName;

    [Fact]
    public void The_same_file_twice_has_not_drifted()
    {
        var path = Csv("a.csv", "x,kind", Enumerable.Range(0, 500).Select(i => $"{i % 37},{(i % 3 == 0 ? "a" : "b")}"));
        var report = Compare(path, path).Value;
        Assert.Equal(Decision.Pass, Assert.Single(report.Verdicts).Decision);
        Assert.All(report.Features, feature => Assert.Equal(0, feature.Effect));
    }

    [Fact]
    public void A_shifted_number_and_a_new_category_have_drifted_and_a_steady_one_has_not()
    {
        var before = Csv("a.csv", "moved,steady,kind", Enumerable.Range(0, 2000).Select(i => $"{i % 100},{i % 7},{(i % 4 == 0 ? "ä" : "b")}"));
        var now = Csv("b.csv", "kind,moved,steady", Enumerable.Range(0, 2000).Select(i => $"{(i % 4 == 0 ? "neu" : "b")},{(i % 100) + 40},{i % 7}"));
        var features = Compare(before, now).Value.Features.ToDictionary(feature => feature.Feature);
        Assert.Equal(Decision.Fail, features["moved"].Decision);
        Assert.Equal(Decision.Fail, features["kind"].Decision);
        Assert.Equal(Decision.Pass, features["steady"].Decision);
        Assert.Contains("neu", features["kind"].Histogram.Labels);
    }

    [Fact]
    public void Two_missing_files_are_both_named()
    {
        var outcome = Compare(Path.Combine(folder, "no.csv"), Path.Combine(folder, "nor.csv"));
        Assert.Equal(["monitoring.file-missing", "monitoring.file-missing"], outcome.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public void An_empty_file_and_a_file_with_only_a_header_are_refused()
    {
        var header = Csv("header.csv", "x", []);
        var empty = Path.Combine(folder, "empty.csv");
        File.WriteAllText(empty, "");
        Assert.Equal("monitoring.file-empty", Compare(header, header).Problem!.Code);
        Assert.Equal("monitoring.file-empty", Compare(empty, header).Problem!.Code);
    }

    [Fact]
    public void A_truncated_parquet_file_is_refused()
    {
        var broken = Path.Combine(folder, "broken.parquet");
        File.WriteAllBytes(broken, [0x50, 0x41, 0x52, 0x31, 1, 2, 3]);
        Assert.Equal("monitoring.file-unreadable", Compare(broken, broken).Problem!.Code);
    }

    [Fact]
    public void Files_without_a_common_column_are_refused()
    {
        var outcome = Compare(Csv("a.csv", "x", ["1"]), Csv("b.csv", "y", ["1"]));
        Assert.Equal("monitoring.no-common-column", outcome.Problem!.Code);
    }

    [Fact]
    public void A_column_that_is_all_missing_now_is_not_evaluated()
    {
        var before = Csv("a.csv", "x,y", Enumerable.Range(0, 50).Select(i => $"{i},{i}"));
        var now = Csv("b.csv", "x,y", Enumerable.Range(0, 50).Select(i => $",{i}"));
        var feature = Compare(before, now).Value.Features.First(candidate => candidate.Feature == "x");
        Assert.Equal(Decision.NotEvaluated, feature.Decision);
        Assert.Equal(1, feature.CurrentMissingShare);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Outcome<DriftReport> Compare(string reference, string current) => FileComparison.Compare(
        reference, current, new DataDriftSpec("wasserstein", 0.1, "jensen_shannon", 0.1, 0.05), new ResourceBudget(1, 500_000_000),
        TimeProvider.System, CancellationToken.None);

    private string Csv(string name, string header, IEnumerable<string> rows)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllLines(path, [header, .. rows]);
        return path;
    }
}
