using Millrace.Features.Requests;
using Millrace.Serving.Contracts;
using Millrace.Training.Contracts;

namespace Millrace.Serving.Endpoints;

/// <summary>What answers when the model cannot: a constant, the prior, or a rule over the request's features.</summary>
internal sealed class Fallback
{
    private readonly double? constant;
    private readonly string? rule;

    private Fallback(double? constant, string? rule) => (this.constant, this.rule) = (constant, rule);

    /// <summary>The deployment's fallback; null when it names none that can answer here.</summary>
    public static Fallback? Of(FallbackSpec? spec, TrainedModel model, RequestFeatures features)
    {
        if (spec is { Type: "constant", Value: { } value })
        {
            return new Fallback(value, null);
        }

        if (spec is not { Type: "baseline", Baseline: { } name })
        {
            return null;
        }

        var prior = model.Baselines.FirstOrDefault(baseline => baseline.Name == name)?.Prior;
        return prior is not null ? new Fallback(prior, null)
            : features.HasBaseline(name) ? new Fallback(null, name)
            : null;
    }

    /// <summary>The probability for a row whose features are computed; null when the rule gives none.</summary>
    public double? Probability(RequestFeatures features, RequestRow row) =>
        constant ?? (features.Baseline(row, rule!) is { } score ? Math.Clamp(score, 0, 1) : null);
}
