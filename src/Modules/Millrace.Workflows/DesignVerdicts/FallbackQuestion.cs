using Millrace.Workflows.Language;

namespace Millrace.Workflows.DesignVerdicts;

/// <summary>What do callers get when the model is unavailable?</summary>
internal static class FallbackQuestion
{
    private const string Lines = """
        serving:
          fallback: { type: baseline, baseline: prior, description: "The share of positives in training, marked as a fallback." }
        """;

    public static Finding Judge(DesignEvidence design)
    {
        if (design.File.Serving is not { } serving)
        {
            return Finding.Missing("serving", Lines);
        }

        return serving.Fallback is not { } fallback
            ? Finding.Fail("Callers get an error when the model is unavailable.", $"Add:\n{Lines}")
            : Finding.Pass($"When the model is unavailable, {InWords(fallback)}.", fallback.Description is { } description ? [description] : []);
    }

    /// <summary>A fallback in words.</summary>
    public static string InWords(Fallback fallback) => fallback switch
    {
        BaselineFallback baseline => $"the baseline '{baseline.Baseline}' answers",
        ConstantFallback constant => Said.Invariant($"the probability {constant.Value} answers"),
        _ => "an error answers",
    };
}
