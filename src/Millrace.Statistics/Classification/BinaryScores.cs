namespace Millrace.Statistics.Classification;

/// <summary>The outcomes of n rows beside a model's probabilities for them: what every binary metric is computed from.
/// Immutable; the ranking is sorted once, on first use, and shared by all metrics. Safe for concurrent reading.</summary>
public sealed class BinaryScores
{
    private readonly byte[] _labels;
    private readonly double[] _probabilities;
    private readonly Lazy<ScoreRanking> _ranking;

    private BinaryScores(byte[] labels, double[] probabilities)
    {
        _labels = labels;
        _probabilities = probabilities;
        foreach (var label in labels)
        {
            PositiveCount += label;
        }

        _ranking = new(() => ScoreRanking.Of(_labels, _probabilities));
    }

    /// <summary>Rows, at least 1.</summary>
    public int Count => _labels.Length;

    /// <summary>Rows whose outcome happened.</summary>
    public int PositiveCount { get; }

    /// <summary>Rows whose outcome did not happen.</summary>
    public int NegativeCount => Count - PositiveCount;

    /// <summary>Whether both outcomes occur; ROC AUC is undefined when they do not.</summary>
    public bool HasBothClasses => PositiveCount > 0 && NegativeCount > 0;

    /// <summary>1 where the outcome happened, else 0; in the order given.</summary>
    public ReadOnlySpan<byte> Labels => _labels;

    /// <summary>Probability of the outcome per row, in [0, 1]; in the order given.</summary>
    public ReadOnlySpan<double> Probabilities => _probabilities;

    internal ScoreRanking Ranking => _ranking.Value;

    /// <summary>Pairs outcomes with probabilities.</summary>
    /// <param name="labels">Whether the outcome happened, per row.</param>
    /// <param name="probabilities">Same length, each in [0, 1].</param>
    /// <returns>A copy of both.</returns>
    /// <exception cref="ArgumentException">No rows, lengths differ, or a probability is NaN or outside [0, 1]; the
    /// message names its index.</exception>
    public static BinaryScores From(ReadOnlySpan<bool> labels, ReadOnlySpan<double> probabilities) =>
        new(ToBytes(labels), Checked(labels.Length, probabilities));

    /// <inheritdoc cref="From(ReadOnlySpan{bool}, ReadOnlySpan{double})"/>
    public static BinaryScores From(ReadOnlySpan<bool> labels, ReadOnlySpan<float> probabilities) =>
        new(ToBytes(labels), Checked(labels.Length, Widened(probabilities)));

    /// <summary>Pairs outcomes with probabilities.</summary>
    /// <param name="labels">1 where the outcome happened, 0 where not.</param>
    /// <param name="probabilities">Same length, each in [0, 1].</param>
    /// <returns>A copy of both.</returns>
    /// <exception cref="ArgumentException">No rows, lengths differ, a label is neither 0 nor 1, or a probability is NaN
    /// or outside [0, 1]; the message names its index.</exception>
    public static BinaryScores From(ReadOnlySpan<byte> labels, ReadOnlySpan<double> probabilities) =>
        new(Checked(labels), Checked(labels.Length, probabilities));

    /// <inheritdoc cref="From(ReadOnlySpan{byte}, ReadOnlySpan{double})"/>
    public static BinaryScores From(ReadOnlySpan<byte> labels, ReadOnlySpan<float> probabilities) =>
        new(Checked(labels), Checked(labels.Length, Widened(probabilities)));

    /// <summary>The given rows only, for example those of a slice; a row may be named more than once.</summary>
    /// <param name="rows">Row numbers, each from 0 to <see cref="Count"/> − 1, at least one.</param>
    /// <returns>The rows in the order named.</returns>
    /// <exception cref="ArgumentException">No rows are named.</exception>
    /// <exception cref="IndexOutOfRangeException">A row number is outside the rows.</exception>
    public BinaryScores Rows(ReadOnlySpan<int> rows)
    {
        var labels = new byte[rows.Length];
        var probabilities = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            labels[i] = _labels[rows[i]];
            probabilities[i] = _probabilities[rows[i]];
        }

        return From(labels, probabilities);
    }

    private static byte[] ToBytes(ReadOnlySpan<bool> labels)
    {
        var bytes = new byte[labels.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = labels[i] ? (byte)1 : (byte)0;
        }

        return bytes;
    }

    private static double[] Widened(ReadOnlySpan<float> probabilities)
    {
        var wide = new double[probabilities.Length];
        for (var i = 0; i < wide.Length; i++)
        {
            wide[i] = probabilities[i];
        }

        return wide;
    }

    private static byte[] Checked(ReadOnlySpan<byte> labels)
    {
        var bad = labels.IndexOfAnyExceptInRange((byte)0, (byte)1);
        return bad < 0
            ? labels.ToArray()
            : throw new ArgumentException($"A label must be 0 or 1, but labels[{bad}] is {labels[bad]}.", nameof(labels));
    }

    private static double[] Checked(int labelCount, ReadOnlySpan<double> probabilities)
    {
        if (labelCount == 0 || labelCount != probabilities.Length)
        {
            throw new ArgumentException(
                $"There must be one probability per label and at least one row, but got {labelCount} labels "
                + $"and {probabilities.Length} probabilities.",
                nameof(probabilities));
        }

        var copy = new double[probabilities.Length];
        for (var i = 0; i < copy.Length; i++)
        {
            if (probabilities[i] is not (>= 0 and <= 1))
            {
                throw new ArgumentException(
                    $"A probability must be in [0, 1], but probabilities[{i}] is {probabilities[i]}.", nameof(probabilities));
            }

            // Adding 0 turns −0 into 0, so that equal scores have equal bits.
            copy[i] = probabilities[i] + 0.0;
        }

        return copy;
    }
}
