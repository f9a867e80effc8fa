namespace Millrace.Statistics.Drift;

/// <summary>A column on both sides: reference and current window.</summary>
/// <param name="Name">Its name.</param>
public abstract record DriftColumn(string Name);

/// <summary>A column of numbers, sorted when it is compared.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reference">Finite numbers, or NaN where missing.</param>
/// <param name="Current">Finite numbers, or NaN where missing.</param>
public sealed record NumericColumn(string Name, ReadOnlyMemory<double> Reference, ReadOnlyMemory<double> Current) : DriftColumn(Name);

/// <summary>A column of categories.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reference">Counts of the reference window.</param>
/// <param name="Current">Counts of the current window.</param>
public sealed record CategoricalColumn(string Name, CategorySample Reference, CategorySample Current) : DriftColumn(Name);
