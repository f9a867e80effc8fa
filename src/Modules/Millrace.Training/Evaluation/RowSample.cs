namespace Millrace.Training.Evaluation;

/// <summary>Draws rows without repeating one.</summary>
internal static class RowSample
{
    /// <summary>Ascending row numbers; all of them when there are no more than wanted.</summary>
    /// <param name="rowCount">Rows to draw from.</param>
    /// <param name="wanted">Rows to draw.</param>
    /// <param name="seed">Same seed, same rows.</param>
    public static int[] Draw(int rowCount, int wanted, int seed)
    {
        var random = new Random(seed);
        var drawn = new List<int>(Math.Min(rowCount, wanted));
        for (var row = 0; row < rowCount && drawn.Count < wanted; row++)
        {
            // Selection sampling: each row is taken with the chance that keeps the rest fair (Knuth, volume 2, algorithm S).
            if (random.NextInt64(rowCount - row) < wanted - drawn.Count)
            {
                drawn.Add(row);
            }
        }

        return [.. drawn];
    }
}
