using System.Globalization;
using Millrace.Client.Models;
using Millrace.Client.Runs;

namespace Millrace.Client.Wire;

/// <summary>What users see of the wire's types.</summary>
internal static class Records
{
    public static RunRecord Of(Run run) => new(
        run.Info.RunId, run.Info.RunName ?? "", run.Info.ExperimentId, run.Info.Status, Time(run.Info.StartTime), Time(run.Info.EndTime),
        run.Info.ArtifactUri, (run.Data?.Metrics ?? []).ToDictionary(metric => metric.Key, metric => metric.Value), Map(run.Data?.Params),
        Map(run.Data?.Tags));

    public static ModelVersionRecord Of(Version version) => new(
        version.Name, int.Parse(version.Number, CultureInfo.InvariantCulture), version.CurrentStage ?? "None", version.Source ?? "",
        string.IsNullOrEmpty(version.RunId) ? null : version.RunId, version.Aliases ?? [], Map(version.Tags));

    private static DateTimeOffset? Time(long? ms) => ms is > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(ms.Value) : null;

    private static Dictionary<string, string> Map(IReadOnlyList<Pair>? pairs) => (pairs ?? []).ToDictionary(pair => pair.Key, pair => pair.Value);
}
