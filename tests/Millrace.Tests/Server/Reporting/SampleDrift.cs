using Millrace.Kernel.Verdicts;
using Millrace.Monitoring.Contracts;

namespace Millrace.Tests.Server.Reporting;

/// <summary>A made-up comparison of June with spring.</summary>
internal static class SampleDrift
{
    public static DriftReport Report(string reference = "train", string current = "test") => new(
        1, reference, current, 1_412_881, 512_344,
        [.. SampleFeatures.All.Select((feature, i) => Feature(feature.Name, feature.Name.EndsWith("airport", StringComparison.Ordinal), i))],
        Number("probability", 0.141, 3),
        2.61,
        new ConceptDrift("roc_auc", 0.8768, 0.8712, 0.0056, 0.02, 0.0011, 0.0102),
        [
            Verdict("drift.data", Decision.Fail, "24 of 48 features drifted: minute_of_hour (wasserstein_over_sigma 0.830, bound 0.1), network_late_share_2h (wasserstein_over_sigma 0.830, bound 0.1)."),
            Verdict("drift.prediction", Decision.Fail, "wasserstein_over_sigma 0.141, bound 0.1; the mean lies 2.6 standard deviations of the reference's daily means away, 2 allowed."),
            Verdict("drift.concept", Decision.Pass, "roc_auc was 0.8768 on the untuned reference and is 0.8712: a drop of 0.0056 [0.0011, 0.0102], 0.02 allowed."),
        ],
        new RetrainingDecision(true,
        [
            "fires: data_drift: 50 % of the features drifted, 20 % asked for",
            "quiet: concept_drift: roc_auc dropped by 0.0056, 0.02 allowed.",
            "fires: schedule: 61 days since the training data ended, every 30",
        ], "approval"));

    private static FeatureDrift Feature(string name, bool isText, int index) => isText
        ? Text(name)
        : Number(name, 0.83 / (1 + (((index * 7) % 43) * 0.35)), index);

    private static FeatureDrift Number(string name, double effect, int seed)
    {
        string[] labels = [.. Enumerable.Range(0, 20).Select(i => i == 0 ? "< 0.05" : i == 19 ? "≥ 0.95" : $"{i * 0.05:0.00} … {(i + 1) * 0.05:0.00}")];
        var reference = Shares(i => Math.Exp(-Math.Pow(i - 5 - (seed % 4), 2) / 18));
        var current = Shares(i => Math.Exp(-Math.Pow(i - 5 - (seed % 4) - (effect * 4), 2) / (18 + (effect * 20))));
        return new FeatureDrift(
            name, "number", "ks", effect * 0.4, 0, 0, "wasserstein_over_sigma", effect, 0.1, effect * effect, 0.02, 0.018,
            effect >= 0.1 ? Decision.Fail : Decision.Pass, new(labels, reference, current));
    }

    private static FeatureDrift Text(string name)
    {
        string[] labels = [.. Enumerable.Range(0, 40).Select(i => $"A{i:00}")];
        return new FeatureDrift(
            name, "text", "chi_square", 5123.2, 0, 0, "jensen_shannon", 0.031, 0.1, 0.004, 0, 0, Decision.Pass,
            new(labels, Shares(i => 1.0 / (i + 2), 40), Shares(i => 1.0 / (i + 2.4), 40)));
    }

    private static double[] Shares(Func<int, double> shape, int count = 20)
    {
        double[] raw = [.. Enumerable.Range(0, count).Select(shape)];
        return [.. raw.Select(value => value / raw.Sum())];
    }

    private static Verdict Verdict(string clause, Decision decision, string reason) =>
        new(clause, "features", null, null, null, null, null, null, decision, reason, [], SampleRun.Now);
}
