using Millrace.Kernel.Verdicts;

namespace Millrace.Workflows.DesignVerdicts;

/// <summary>What one judgement found.</summary>
/// <param name="Decision">Pass, fail, inconclusive or not evaluated.</param>
/// <param name="Reason">One sentence with the values.</param>
/// <param name="Evidence">What it rests on, a line each.</param>
/// <param name="Fix">What to do; null when it passes.</param>
internal sealed record Finding(Decision Decision, string Reason, IReadOnlyList<string> Evidence, string? Fix = null)
{
    /// <summary>The measured quantity; null when there is none.</summary>
    public string? Metric { get; init; }

    /// <summary>The value seen.</summary>
    public double? Observed { get; init; }

    /// <summary>The bound that decides.</summary>
    public double? Bound { get; init; }

    /// <summary>Of observed and bound.</summary>
    public string? Unit { get; init; }

    /// <summary>It holds.</summary>
    public static Finding Pass(string reason, params IReadOnlyList<string> evidence) => new(Decision.Pass, reason, evidence);

    /// <summary>It does not hold.</summary>
    public static Finding Fail(string reason, string fix, params IReadOnlyList<string> evidence) => new(Decision.Fail, reason, evidence, fix);

    /// <summary>A section is missing.</summary>
    public static Finding Missing(string section, string lines) => Fail($"The file has no section '{section}'.", $"Add:\n{lines}");
}
