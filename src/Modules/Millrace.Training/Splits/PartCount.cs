using Millrace.Features.Contracts;
using Millrace.Kernel.Problems;
using Millrace.Training.Contracts;

namespace Millrace.Training.Splits;

/// <summary>What was counted in one part.</summary>
/// <param name="Part">Its name.</param>
/// <param name="Rows">Where its rows are, and how many.</param>
/// <param name="MinLabel">Smallest label; NaN without rows.</param>
/// <param name="MaxLabel">Largest label; NaN without rows.</param>
internal sealed record PartCount(string Part, SplitRows Rows, double MinLabel, double MaxLabel)
{
    /// <summary>Why the part cannot be used; null when it can. A one-class reference part is usable: nothing is decided on it.</summary>
    public Problem? Check(SplitPart range, TrainingSet set)
    {
        if (Rows.RowCount == 0)
        {
            return SplitProblems.Empty(Part, SplitProblems.Range(range), Rows.UnknownLabelCount, Rows.PurgedRowCount, set);
        }

        return MinLabel == MaxLabel && TrainingVocabulary.RequiredParts.Contains(Part)
            ? SplitProblems.OneClass(Part, Rows.RowCount, MinLabel)
            : null;
    }
}
