using Millrace.Kernel.Digests;
using Millrace.Kernel.Verdicts;
using Millrace.Registry.Contracts;
using Millrace.Training.Contracts;

namespace Millrace.Registry.Gates;

/// <summary>Turns an evaluation into verdicts. What cannot be evaluated never passes.</summary>
internal sealed class GateRules(GatesSpec spec, EvaluationReport report, Digest evidence, DateTimeOffset now)
{
    private static readonly string[] LessIsBetter = ["log_loss", "brier"];

    public IReadOnlyList<Verdict> Evaluate() =>
        spec.Gates.Count == 0
            ? [NotEvaluated("gate.threshold", "model", null, "The workflow names no gate, so nothing was evaluated.")]
            : [.. spec.Gates.SelectMany(Evaluate)];

    private IEnumerable<Verdict> Evaluate(GateSpec gate) => gate.Gate switch
    {
        "threshold" => [Threshold(gate)],
        "improvement" => [Improvement(gate)],
        "slice_floor" => SliceFloor(gate),
        "parity" => [Parity(gate)],
        _ => [NotEvaluated($"gate.{gate.Gate}", "model", gate.Metric, $"There is no gate called '{gate.Gate}'.")],
    };

    private Verdict Threshold(GateSpec gate)
    {
        var metric = Bare(gate.Metric ?? spec.EvaluationMetric);
        var bound = gate.Min ?? spec.SuccessThreshold;
        if (!TryFind(report.Candidate.Metrics, metric, out var seen))
        {
            return NotEvaluated("gate.threshold", "candidate", metric, $"The evaluation has no usable '{metric}'.");
        }

        var (decision, distance) = Compare(metric, seen, bound);
        return Verdict("gate.threshold", "candidate", $"test.{metric}", seen.Value, null, bound, decision,
            $"test.{metric} is {seen.Value:0.0000} [{seen.Low:0.0000}, {seen.High:0.0000}] {distance} {bound:0.0000}.");
    }

    private Verdict Improvement(GateSpec gate)
    {
        var metric = Bare(gate.Metric ?? spec.EvaluationMetric);
        var baseline = report.Baselines.FirstOrDefault(candidate => candidate.Name == gate.Over);
        if (baseline is null)
        {
            return NotEvaluated("gate.improvement", gate.Over ?? "?", metric, $"The baseline '{gate.Over}' was not evaluated.");
        }

        if (!TryFind(baseline.Differences, metric, out var difference))
        {
            return NotEvaluated("gate.improvement", baseline.Name, metric, $"There is no paired difference of '{metric}' to '{baseline.Name}'.");
        }

        var gain = IsLessBetter(metric)
            ? new MetricEstimate(-difference.Value, -difference.High, -difference.Low)
            : difference;
        var by = gate.By ?? 0;
        var decision = gain.Low >= by && gain.Low > 0 ? Decision.Pass : gain.Value >= by && gain.Value > 0 ? Decision.Inconclusive : Decision.Fail;
        return Verdict("gate.improvement", baseline.Name, $"test.{metric}", gain.Value, baseline.Metrics.GetValueOrDefault(metric)?.Value, by, decision,
            $"test.{metric} is better than '{baseline.Name}' by {gain.Value:0.0000} [{gain.Low:0.0000}, {gain.High:0.0000}] on the same resamples; at least {by:0.0000} is asked for.");
    }

    private List<Verdict> SliceFloor(GateSpec gate)
    {
        var metric = Bare(gate.Metric ?? spec.EvaluationMetric);
        var floor = gate.Min ?? spec.SuccessThreshold;
        if (report.Slices.Count == 0)
        {
            return [NotEvaluated("gate.slice_floor", "candidate", metric, "The evaluation has no slices.")];
        }

        var large = report.Slices.Where(slice => slice.RowCount >= (gate.MinRowCount ?? 0)).ToList();
        return large.Count == 0
            ? [NotEvaluated("gate.slice_floor", "candidate", metric, $"No slice has {gate.MinRowCount} rows.")]
            : [.. large.Select(slice => Slice(slice, metric, floor))];
    }

    private Verdict Slice(SliceEvaluation slice, string metric, double floor)
    {
        var value = slice.Metrics.TryGetValue(metric, out var seen) ? seen : double.NaN;
        var decision = double.IsNaN(value) ? Decision.NotEvaluated
            : (IsLessBetter(metric) ? value <= floor : value >= floor) ? Decision.Pass : Decision.Fail;
        return Verdict("gate.slice_floor", "candidate", $"test.{metric}", double.IsNaN(value) ? null : value, null, floor, decision,
            $"{slice.Slice}: test.{metric} is {value:0.0000} on {slice.RowCount:N0} rows; the floor is {floor:0.0000}.") with
        { Slice = slice.Slice };
    }

    private Verdict Parity(GateSpec gate)
    {
        var bound = gate.MaxError ?? 1e-6;
        var parity = report.Parity;
        if (parity.RowCount == 0)
        {
            return NotEvaluated("gate.parity", "onnx", "largest_error", "No row was compared between trainer and serving graph.");
        }

        var decision = parity.LargestError <= bound ? Decision.Pass : Decision.Fail;
        return Verdict("gate.parity", "onnx", "largest_error", parity.LargestError, null, bound, decision,
            $"On {parity.RowCount:N0} test rows the serving graph differs from the trainer by at most {parity.LargestError:0.0e+0}; {parity.FlippedDecisionCount} decision(s) flip; {bound:0.0e+0} is allowed.");
    }

    private (Decision Decision, string Words) Compare(string metric, MetricEstimate seen, double bound)
    {
        var isLess = IsLessBetter(metric);
        var reaches = isLess ? seen.Value <= bound : seen.Value >= bound;
        var surely = isLess ? seen.High <= bound : seen.Low >= bound;
        return !reaches ? (Decision.Fail, "and does not reach")
            : surely ? (Decision.Pass, "and its whole interval reaches")
            : (Decision.Inconclusive, "but its interval includes values short of");
    }

    private bool IsLessBetter(string metric) =>
        LessIsBetter.Contains(metric) || (metric == "business_value" && spec.MinimizeBusinessValue);

    private static bool TryFind(IReadOnlyDictionary<string, MetricEstimate> metrics, string metric, out MetricEstimate found)
    {
        found = metrics.GetValueOrDefault(metric)!;
        return found is not null && !double.IsNaN(found.Value) && !double.IsNaN(found.Low) && !double.IsNaN(found.High);
    }

    private static string Bare(string metric) => metric.StartsWith("test.", StringComparison.Ordinal) ? metric[5..] : metric;

    private Verdict NotEvaluated(string clause, string subject, string? metric, string reason) =>
        Verdict(clause, subject, metric, null, null, null, Decision.NotEvaluated, reason);

    private Verdict Verdict(
        string clause, string subject, string? metric, double? observed, double? reference, double? bound,
        Decision decision, string reason) => new(
            clause, subject, metric, null, observed, reference, bound, null, decision, reason, [evidence], now);
}
