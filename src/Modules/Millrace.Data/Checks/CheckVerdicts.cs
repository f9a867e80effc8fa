using Millrace.Kernel.Digests;
using Millrace.Kernel.Verdicts;

namespace Millrace.Data.Checks;

/// <summary>Judgements as verdicts.</summary>
internal static class CheckVerdicts
{
    public static IReadOnlyList<Verdict> Of(IEnumerable<Judgement> judgements, IReadOnlyList<Digest> evidence, DateTimeOffset atUtc) =>
    [
        .. judgements.Select(judgement => new Verdict(
            $"check.{judgement.Result.Check}", judgement.Result.Name, judgement.Metric, null, judgement.Observed, null,
            judgement.Bound, judgement.Unit, judgement.Result.Decision, judgement.Result.Reason, evidence, atUtc)),
    ];
}
