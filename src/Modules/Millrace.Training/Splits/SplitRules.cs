using Millrace.Features.Contracts;
using Millrace.Kernel.Problems;
using Millrace.Training.Contracts;

namespace Millrace.Training.Splits;

/// <summary>What a split's definition must fulfil before any row is read.</summary>
internal static class SplitRules
{
    // Shares such as 0.7 + 0.2 + 0.1 sum to a little more than 1 in binary.
    private const double ShareTolerance = 1e-9;

    /// <summary>All problems; empty when there is none.</summary>
    public static IReadOnlyList<Problem> Check(SplitSpec spec, TrainingSet set)
    {
        if (!TrainingVocabulary.SplitTypes.Contains(spec.Type))
        {
            return [SplitProblems.UnknownType(spec.Type)];
        }

        var problems = new List<Problem>();
        problems.AddRange(spec.Parts.Keys.Where(part => !TrainingVocabulary.Parts.Contains(part)).Select(SplitProblems.UnknownPart));
        problems.AddRange(TrainingVocabulary.RequiredParts.Where(part => !spec.Parts.ContainsKey(part)).Select(SplitProblems.PartMissing));
        problems.AddRange(spec.Type == "time" ? CheckRanges(spec) : CheckShares(spec, set));
        return problems;
    }

    private static IEnumerable<Problem> CheckRanges(SplitSpec spec)
    {
        var ranges = new List<(string Part, DateTimeOffset From, DateTimeOffset To)>();
        foreach (var (part, range) in Ordered(spec))
        {
            if (range is not { FromUtc: { } from, ToUtc: { } to })
            {
                yield return SplitProblems.RangeMissing(part);
            }
            else if (from >= to)
            {
                yield return SplitProblems.RangeReversed(part, from, to);
            }
            else
            {
                ranges.Add((part, from, to));
            }
        }

        foreach (var (earlier, later) in ranges.SelectMany((range, i) => ranges.Skip(i + 1).Select(other => (range, other))))
        {
            if (earlier.From < later.To && later.From < earlier.To)
            {
                yield return SplitProblems.Overlap(earlier.Part, earlier.To, later.Part, later.From);
            }
            else if (later.From < earlier.From)
            {
                yield return SplitProblems.WrongOrder(earlier.Part, earlier.From, later.Part, later.From);
            }
        }
    }

    private static IEnumerable<Problem> CheckShares(SplitSpec spec, TrainingSet set)
    {
        if (set.FirstEventTimeUtc < set.LastEventTimeUtc)
        {
            yield return SplitProblems.RandomOnTime(spec.Type, set);
        }

        foreach (var (part, range) in Ordered(spec).Where(pair => pair.Value.Share is not (> 0 and < 1)))
        {
            yield return SplitProblems.ShareInvalid(part, range.Share);
        }

        var sum = Ordered(spec).Sum(pair => pair.Value.Share ?? 0);
        if (sum > 1 + ShareTolerance)
        {
            yield return SplitProblems.SharesTooLarge(sum);
        }
    }

    /// <summary>The parts in their order of time, whatever the order in the file.</summary>
    public static IEnumerable<KeyValuePair<string, SplitPart>> Ordered(SplitSpec spec) =>
        TrainingVocabulary.Parts.Where(spec.Parts.ContainsKey).Select(part => KeyValuePair.Create(part, spec.Parts[part]));
}
