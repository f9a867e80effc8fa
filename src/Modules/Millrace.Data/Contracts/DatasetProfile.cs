namespace Millrace.Data.Contracts;

/// <summary>One pass over a dataset: what each column looks like.</summary>
/// <param name="FormatVersion">1.</param>
/// <param name="RowCount">Rows.</param>
/// <param name="Columns">In file order.</param>
public sealed record DatasetProfile(int FormatVersion, long RowCount, IReadOnlyList<ColumnProfile> Columns);

/// <summary>What one column looks like.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">DuckDB's type name, lower case.</param>
/// <param name="NullCount">Rows without a value.</param>
/// <param name="DistinctCount">Different values, approximate above some thousands.</param>
/// <param name="Min">Smallest value as text; null when all are null.</param>
/// <param name="Max">Largest value as text; null when all are null.</param>
/// <param name="Mean">Of numbers and booleans; null otherwise.</param>
/// <param name="StandardDeviation">Of numbers (ddof 1); null otherwise.</param>
/// <param name="Quantiles">Of numbers: probability → approximate value, for 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99.</param>
/// <param name="Histogram">Of numbers: bin edges and counts; null otherwise.</param>
/// <param name="TopValues">Of text and booleans: the most frequent values.</param>
public sealed record ColumnProfile(
    string Name, string Type, long NullCount, long DistinctCount, string? Min, string? Max,
    double? Mean, double? StandardDeviation,
    IReadOnlyList<KeyValuePair<double, double>> Quantiles,
    ProfileHistogram? Histogram,
    IReadOnlyList<KeyValuePair<string, long>> TopValues);

/// <summary>Counts in equal-width bins.</summary>
/// <param name="Edges">B + 1 ascending edges.</param>
/// <param name="Counts">B counts; the last bin includes its upper edge. Values outside fall into the outer bins.</param>
public sealed record ProfileHistogram(IReadOnlyList<double> Edges, IReadOnlyList<long> Counts);
