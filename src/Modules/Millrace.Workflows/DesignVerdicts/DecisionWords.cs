using Millrace.Kernel.Verdicts;

namespace Millrace.Workflows.DesignVerdicts;

/// <summary>How decisions are written for people and in JSON.</summary>
internal static class DecisionWords
{
    public static string Of(Decision decision) => decision switch
    {
        Decision.Pass => "pass",
        Decision.Fail => "fail",
        Decision.Inconclusive => "inconclusive",
        _ => "not_evaluated",
    };
}
