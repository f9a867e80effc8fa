namespace Millrace.Training.Baselines;

/// <summary>Rows as a logistic regression reads them: a dense block and, for each text, a category code in place of its
/// one-hot columns, so that 500 columns cost as much as two.</summary>
/// <param name="RowCount">Rows.</param>
/// <param name="DenseCount">Dense columns in use; column 0 is the intercept, 1 in every row.</param>
/// <param name="Stride">Values from one dense row to the next; at least <see cref="PaddedCount"/>.</param>
/// <param name="Dense">Rows × <paramref name="Stride"/>, row-major, zeros behind the columns in use.</param>
/// <param name="Codes">Per text and row the category, or -1 for none of them.</param>
/// <param name="CategoryCounts">Per text how many categories it has.</param>
/// <param name="Labels">1 or 0 for each row.</param>
internal sealed record LogisticDesign(
    int RowCount, int DenseCount, int Stride, float[] Dense, int[][] Codes, int[] CategoryCounts, byte[] Labels)
{
    /// <summary>Floats in one vector of the sums.</summary>
    public const int Lanes = 16;

    /// <summary>Dense columns in use, rounded up to whole vectors.</summary>
    public int PaddedCount => PaddedTo(DenseCount);

    /// <summary>All coefficients: dense ones, then those of each text's categories.</summary>
    public int ParameterCount => DenseCount + CategoryCounts.Sum();

    /// <summary>Index of a text's first coefficient.</summary>
    public int OffsetOf(int text) => DenseCount + CategoryCounts.Take(text).Sum();

    /// <summary>The next multiple of <see cref="Lanes"/>.</summary>
    public static int PaddedTo(int count) => (count + Lanes - 1) / Lanes * Lanes;
}
