using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Verdicts;
using Millrace.Registry.Contracts;
using Millrace.Registry.Gates;
using Millrace.Training.Contracts;

namespace Millrace.Tests.Registry;

public sealed class GateRulesTests
{
    private static readonly Digest Evidence = Digest.Of("evaluation");

    [Fact]
    public void A_metric_whose_whole_interval_reaches_the_threshold_passes() =>
        Assert.Equal(Decision.Pass, Decide(new GateSpec("threshold", "test.roc_auc"), auc: new(0.87, 0.86, 0.88)));

    [Fact]
    public void A_metric_whose_interval_straddles_the_threshold_is_inconclusive() =>
        Assert.Equal(Decision.Inconclusive, Decide(new GateSpec("threshold", "test.roc_auc"), auc: new(0.81, 0.79, 0.83)));

    [Fact]
    public void A_metric_short_of_the_threshold_fails() =>
        Assert.Equal(Decision.Fail, Decide(new GateSpec("threshold", "test.roc_auc"), auc: new(0.70, 0.69, 0.71)));

    [Fact]
    public void A_metric_that_nobody_computed_is_not_evaluated() =>
        Assert.Equal(Decision.NotEvaluated, Decide(new GateSpec("threshold", "test.rocauc"), auc: new(0.87, 0.86, 0.88)));

    [Fact]
    public void An_undefined_metric_is_not_evaluated() =>
        Assert.Equal(Decision.NotEvaluated, Decide(new GateSpec("threshold", "test.roc_auc"), auc: new(double.NaN, double.NaN, double.NaN)));

    [Fact]
    public void A_missing_baseline_is_not_evaluated_and_named()
    {
        var verdict = Assert.Single(Rules([new GateSpec("improvement", "test.roc_auc", Over: "gone", By: 0)], Report()).Evaluate());
        Assert.Equal(Decision.NotEvaluated, verdict.Decision);
        Assert.Contains("'gone'", verdict.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.02, 0.01, 0.03, Decision.Pass)]
    [InlineData(0.02, -0.01, 0.05, Decision.Inconclusive)]
    [InlineData(-0.02, -0.03, -0.01, Decision.Fail)]
    [InlineData(0.0, 0.0, 0.0, Decision.Fail)]
    public void An_improvement_must_hold_at_the_lower_end_of_the_paired_interval(double value, double low, double high, Decision expected) =>
        Assert.Equal(expected, Decide(new GateSpec("improvement", "test.roc_auc", Over: "prior", By: 0), difference: new(value, low, high)));

    [Fact]
    public void A_cost_improves_by_falling()
    {
        var gate = new GateSpec("improvement", "test.business_value", Over: "prior", By: 0);
        Assert.Equal(Decision.Pass, Decide(gate, difference: new(-3, -4, -2)));
        Assert.Equal(Decision.Fail, Decide(gate, difference: new(3, 2, 4)));
    }

    [Fact]
    public void A_slice_under_the_floor_fails_by_name_and_small_slices_do_not_count()
    {
        var report = Report() with { Slices = [Slice("origin=AAA", 5000, 0.60), Slice("origin=BBB", 5000, 0.9), Slice("origin=CCC", 10, 0.1)] };
        var verdicts = Rules([new GateSpec("slice_floor", "roc_auc", Min: 0.7, MinRowCount: 1000)], report).Evaluate();
        Assert.Equal(["origin=AAA", "origin=BBB"], verdicts.Select(verdict => verdict.Slice));
        Assert.Equal([Decision.Fail, Decision.Pass], verdicts.Select(verdict => verdict.Decision));
    }

    [Fact]
    public void No_large_slice_is_not_evaluated()
    {
        var report = Report() with { Slices = [Slice("origin=CCC", 10, 0.9)] };
        var verdict = Assert.Single(Rules([new GateSpec("slice_floor", "roc_auc", Min: 0.7, MinRowCount: 1000)], report).Evaluate());
        Assert.Equal(Decision.NotEvaluated, verdict.Decision);
    }

    [Theory]
    [InlineData(100, 1e-7, Decision.Pass)]
    [InlineData(100, 1e-5, Decision.Fail)]
    [InlineData(0, 0, Decision.NotEvaluated)]
    public void Parity_needs_compared_rows_and_a_small_error(long rows, double error, Decision expected)
    {
        var report = Report() with { Parity = new ParityReport(rows, error, 0) };
        Assert.Equal(expected, Assert.Single(Rules([new GateSpec("parity", MaxError: 1e-6)], report).Evaluate()).Decision);
    }

    [Fact]
    public void A_misspelled_gate_is_not_evaluated_rather_than_passed() =>
        Assert.Equal(Decision.NotEvaluated, Decide(new GateSpec("treshold", "test.roc_auc")));

    [Fact]
    public void No_gates_at_all_is_not_evaluated() =>
        Assert.Equal(Decision.NotEvaluated, Assert.Single(Rules([], Report()).Evaluate()).Decision);

    private static Decision Decide(GateSpec gate, MetricEstimate? auc = null, MetricEstimate? difference = null) =>
        Assert.Single(Rules([gate], Report(auc, difference)).Evaluate()).Decision;

    private static GateRules Rules(IReadOnlyList<GateSpec> gates, EvaluationReport report) =>
        new(new GatesSpec("flight-delays", "roc_auc", 0.80, gates), report, Evidence, DateTimeOffset.UnixEpoch);

    private static SliceEvaluation Slice(string name, long rows, double auc) =>
        new(name, rows, 0.2, new Dictionary<string, double> { ["roc_auc"] = auc });

    private static EvaluationReport Report(MetricEstimate? auc = null, MetricEstimate? difference = null)
    {
        var metrics = new Dictionary<string, MetricEstimate> { ["roc_auc"] = auc ?? new(0.87, 0.86, 0.88) };
        var apart = difference ?? new MetricEstimate(0.1, 0.09, 0.11);
        var differences = new Dictionary<string, MetricEstimate> { ["roc_auc"] = apart, ["business_value"] = apart };
        var counts = new ConfusionCounts(1, 1, 1, 1);
        return new EvaluationReport(
            1, Digest.Of("model"), 4, 2,
            new ModelEvaluation("candidate", 0.5, metrics, counts, new Dictionary<string, MetricEstimate>()),
            [new ModelEvaluation("prior", 0.5, metrics, counts, differences)],
            new Dictionary<string, double>(), new Dictionary<string, double>(), [], [], [], [], [],
            new ParityReport(4, 0, 0), new BlobRef(Digest.Of("predictions"), 1));
    }
}
