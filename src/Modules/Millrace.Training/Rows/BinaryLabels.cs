using Millrace.Kernel.Problems;

namespace Millrace.Training.Rows;

/// <summary>Labels of a binary target.</summary>
internal static class BinaryLabels
{
    /// <summary>1 or 0 for each row of a part.</summary>
    /// <param name="part">The part.</param>
    /// <param name="target">The label's name, for the message.</param>
    /// <param name="ct">Stops it.</param>
    public static Outcome<byte[]> Read(PartReader part, string target, CancellationToken ct)
    {
        var labels = part.Labels(ct);
        var others = labels.Count(label => label is not (0 or 1));
        return others == 0
            ? Array.ConvertAll(labels, label => (byte)label)
            : TrainingProblems.LabelNotBinary(target, others);
    }
}
