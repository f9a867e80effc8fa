using Millrace.Kernel.Identity;
using Millrace.Tracking.Contracts;
using Millrace.Tracking.Runs;

namespace Millrace.Tests.Tracking.Runs;

public sealed class DiffRunsTests
{
    private static readonly RunView Before = new(
        RunId.FromKey("before"), "before", RunStatus.Finished,
        new Dictionary<string, double> { ["acc"] = 0.5, ["nan"] = double.NaN, ["same"] = 1, ["gone"] = 2 },
        new Dictionary<string, string> { ["lr"] = "0.1", ["seed"] = "7" },
        new Dictionary<string, string> { ["millrace.environment.threads"] = "2", ["millrace.dataset"] = "d1", ["team"] = "a" },
        ExperimentId.Default, null, default, null, "ada", "workflow.yaml", "abc", false, [],
        [new RunDataset("flights", "1", "t", "s", "training")]);

    [Fact]
    public void What_differs_is_told_by_area_and_nothing_else()
    {
        var after = Before with
        {
            RunId = RunId.FromKey("after"),
            Name = "after",
            Metrics = new Dictionary<string, double> { ["acc"] = 0.75, ["nan"] = double.NaN, ["same"] = 1, ["new"] = 3 },
            Params = new Dictionary<string, string> { ["lr"] = "0.2", ["seed"] = "7" },
            Tags = new Dictionary<string, string> { ["millrace.environment.threads"] = "4", ["millrace.dataset"] = "d2", ["team"] = "b" },
            GitCommit = "def",
            GitIsDirty = null,
            Inputs = [new RunDataset("flights", "2", "t", "s", "training")],
        };
        var diff = DiffRuns.Of(Before, after);
        Assert.Equal([("acc", 0.5, 0.75, 0.25), ("gone", 2, null, null), ("new", null, 3, null)], diff.Metrics.Select(m => (m.Key, m.Before, m.After, m.Change)));
        Assert.Equal([new DifferingFact("lr", "0.1", "0.2")], diff.Params);
        Assert.Equal([new DifferingFact("dataset", "d1", "d2"), new DifferingFact("training: flights", "1", "2")], diff.Data);
        Assert.Equal([new DifferingFact("git commit", "abc", "def"), new DifferingFact("git is dirty", "no", null)], diff.Code);
        Assert.Equal([new DifferingFact("threads", "2", "4")], diff.Environment);
        Assert.False(diff.IsSame);
    }

    [Fact]
    public void A_run_does_not_differ_from_itself() => Assert.True(DiffRuns.Of(Before, Before).IsSame);
}
