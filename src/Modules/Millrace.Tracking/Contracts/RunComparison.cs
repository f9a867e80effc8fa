namespace Millrace.Tracking.Contracts;

/// <summary>Runs side by side.</summary>
/// <param name="Runs">In the order asked for.</param>
/// <param name="Params">A row for each parameter any of them has, by key.</param>
/// <param name="Metrics">A row for each metric any of them has, by key.</param>
public sealed record RunComparison(
    IReadOnlyList<RunView> Runs, IReadOnlyList<ComparedParam> Params, IReadOnlyList<ComparedMetric> Metrics);

/// <summary>A parameter of several runs.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Values">In the order of the runs; null where it is not set.</param>
/// <param name="Differs">Whether the values are not all the same.</param>
public sealed record ComparedParam(string Key, IReadOnlyList<string?> Values, bool Differs);

/// <summary>A metric of several runs.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Values">In the order of the runs; null where it was not logged.</param>
public sealed record ComparedMetric(string Key, IReadOnlyList<double?> Values);
