using System.Text.Json.Serialization;
using Millrace.Kernel.Digests;

namespace Millrace.Kernel.Verdicts;

/// <summary>What was decided. Only <see cref="Pass"/> promotes.</summary>
public enum Decision
{
    /// <summary>The clause was evaluated and holds.</summary>
    Pass,

    /// <summary>The clause was evaluated and does not hold.</summary>
    Fail,

    /// <summary>Evaluated, but the evidence does not decide.</summary>
    Inconclusive,

    /// <summary>Not evaluated: no rows, no baseline, no artifact. Never a silent success.</summary>
    [JsonStringEnumMemberName("not_evaluated")]
    NotEvaluated,
}

/// <summary>One evaluated clause of a check, gate, drift test or rollout. Append-only.</summary>
/// <param name="Clause">What was asked, stable: <c>check.not_null</c>, <c>gate.threshold</c>, <c>drift.data</c> …</param>
/// <param name="Subject">About what: a column, feature, model, slice.</param>
/// <param name="Metric">The measured quantity, e.g. <c>test.roc_auc</c>, <c>failing_share</c>; null when none.</param>
/// <param name="Slice">The part of the rows, e.g. <c>origin=ORD</c>; null for all.</param>
/// <param name="Observed">The value seen; null when not evaluated.</param>
/// <param name="Reference">What it is compared with (the baseline's or the reference window's value); null when none.</param>
/// <param name="Bound">The bound that decides; null when none.</param>
/// <param name="Unit">Of observed, reference and bound; null for a pure number.</param>
/// <param name="Decision">Pass, fail, inconclusive or not evaluated.</param>
/// <param name="Reason">One sentence with the values.</param>
/// <param name="EvidenceDigests">Blobs that prove it.</param>
/// <param name="EvaluatedAtUtc">When it was decided.</param>
public sealed record Verdict(
    string Clause,
    string Subject,
    string? Metric,
    string? Slice,
    double? Observed,
    double? Reference,
    double? Bound,
    string? Unit,
    Decision Decision,
    string Reason,
    IReadOnlyList<Digest> EvidenceDigests,
    DateTimeOffset EvaluatedAtUtc)
{
    /// <summary>The worst decision of several: fail, then not evaluated, then inconclusive, then pass. None is not evaluated.</summary>
    public static Decision Worst(IEnumerable<Decision> decisions)
    {
        var worst = (Decision?)null;
        foreach (var decision in decisions)
        {
            if (worst is null || Rank(decision) > Rank(worst.Value))
            {
                worst = decision;
            }
        }

        return worst ?? Decision.NotEvaluated;
    }

    private static int Rank(Decision decision) => decision switch
    {
        Decision.Fail => 3,
        Decision.NotEvaluated => 2,
        Decision.Inconclusive => 1,
        _ => 0,
    };
}
