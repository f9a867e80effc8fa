namespace Millrace.Features.Windows;

/// <summary>One aggregate of a view, ready to compute.</summary>
/// <param name="Name">Part of the feature's name.</param>
/// <param name="Function">What is computed.</param>
/// <param name="Column">Name of the column; null to count rows.</param>
/// <param name="Series">The column; null to count rows.</param>
internal sealed record WindowAggregate(string Name, WindowFunction Function, string? Column, ValueSeries? Series)
{
    /// <summary>Whether it is not a sum: min or max.</summary>
    public bool IsExtreme => Function is WindowFunction.Min or WindowFunction.Max;
}
