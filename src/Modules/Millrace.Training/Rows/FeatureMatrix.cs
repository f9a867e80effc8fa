namespace Millrace.Training.Rows;

/// <summary>Preprocessed rows as a trainer reads them: float32, row-major, NaN for a missing value.</summary>
/// <param name="Values">Rows × columns.</param>
/// <param name="ColumnCount">Values per row.</param>
internal sealed record FeatureMatrix(float[] Values, int ColumnCount)
{
    /// <summary>Rows.</summary>
    public int RowCount => Values.Length / ColumnCount;

    /// <summary>The first column without any value; null when every column has one.</summary>
    public int? FirstEmptyColumn()
    {
        for (var column = 0; column < ColumnCount; column++)
        {
            var at = column;
            while (at < Values.Length && float.IsNaN(Values[at]))
            {
                at += ColumnCount;
            }

            if (at >= Values.Length)
            {
                return column;
            }
        }

        return null;
    }
}
