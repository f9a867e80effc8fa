using Millrace.Monitoring.Contracts;
using Millrace.Statistics.Drift;

namespace Millrace.Monitoring.Drift;

/// <summary>The workflow's words for effects as the statistics' options.</summary>
internal static class DriftOptionsOf
{
    public static IReadOnlyList<string> NumericNames { get; } = ["wasserstein", "ks", "psi"];

    public static IReadOnlyList<string> CategoricalNames { get; } = ["jensen_shannon", "cramers_v", "psi"];

    public static DriftOptions Features(DataDriftSpec spec, int threads) => new()
    {
        NumericEffect = Numeric(spec.Numeric),
        NumericBound = spec.NumericBound,
        CategoricalEffect = spec.Categorical switch
        {
            "cramers_v" => CategoricalEffect.CramersV,
            "psi" => CategoricalEffect.Psi,
            _ => CategoricalEffect.JensenShannon,
        },
        CategoricalBound = spec.CategoricalBound,
        FalseDiscoveryRate = spec.FalseDiscoveryRate,
        Threads = threads,
    };

    public static DriftOptions Prediction(PredictionDriftSpec spec, double falseDiscoveryRate) => new()
    {
        NumericEffect = Numeric(spec.Test),
        NumericBound = spec.Bound,
        FalseDiscoveryRate = falseDiscoveryRate,
        Threads = 1,
    };

    private static NumericEffect Numeric(string name) => name switch
    {
        "ks" => NumericEffect.KolmogorovSmirnov,
        "psi" => NumericEffect.Psi,
        _ => NumericEffect.WassersteinOverSigma,
    };
}
