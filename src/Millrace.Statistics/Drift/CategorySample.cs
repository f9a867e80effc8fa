namespace Millrace.Statistics.Drift;

/// <summary>One side of a categorical column: how often each category occurs.</summary>
/// <param name="Counts">Rows per category, 0 or more.</param>
/// <param name="MissingCount">Rows without a category, 0 or more.</param>
public sealed record CategorySample(IReadOnlyDictionary<string, long> Counts, long MissingCount = 0)
{
    /// <summary>Rows with a category.</summary>
    public long Count => Counts.Values.Sum();

    /// <summary>Share of rows without a category, in [0, 1]; 0 for an empty column.</summary>
    public double MissingShare => MissingCount == 0 ? 0 : (double)MissingCount / (Count + MissingCount);

    /// <summary>Counts the categories of a column.</summary>
    /// <param name="column">A category per row; null means missing.</param>
    /// <returns>The counts.</returns>
    public static CategorySample Of(IEnumerable<string?> column)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var missing = 0L;
        foreach (var category in column)
        {
            if (category is null)
            {
                missing++;
            }
            else
            {
                counts[category] = counts.GetValueOrDefault(category) + 1;
            }
        }

        return new(counts, missing);
    }
}
