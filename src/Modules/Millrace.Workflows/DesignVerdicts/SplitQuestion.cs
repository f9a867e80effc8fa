using Millrace.Workflows.Language;

namespace Millrace.Workflows.DesignVerdicts;

/// <summary>Does the split do to the model what time will do to it?</summary>
internal static class SplitQuestion
{
    private const string Lines = """
        training:
          split:
            type: time
            train: { from: 2001-02-01, to: 2001-05-01 }
            validation: { from: 2001-05-01, to: 2001-05-16 }
            reference: { from: 2001-05-16, to: 2001-06-01 }
            test: { from: 2001-06-01, to: 2001-07-01 }
        """;

    public static Finding Judge(DesignEvidence design)
    {
        var data = design.File.Data;
        if (design.File.Training.Split is not TimeSplit split)
        {
            return Finding.Fail(
                $"A {design.File.Training.Split.Chosen} split of rows that happen in time ({data.EventTime}) trains on the days it is tested on.",
                $"Split by time:\n{Lines}",
                $"event time: {data.EventTime}", $"split: {design.File.Training.Split.Chosen}");
        }

        var evidence = split.Ranges.Select(part => PartLine(design, part.Part, part.Range)).ToList();
        evidence.Add(split.Purge ? "rows whose label was not yet known at the end of train are left out of it" : "purge is off");
        if (Empty(design, split) is { Count: > 0 } empty)
        {
            return Finding.Fail($"No row of the last run lies in {Said.And(empty)}.", "Choose ranges inside the data; see: millrace data list", evidence);
        }

        var hasLateLabels = data.CreatedTime is { } created && created != data.EventTime;
        return !split.Purge && hasLateLabels
            ? Finding.Fail($"The last rows of train have labels that became known only after it ended ({data.CreatedTime}).", "Write training.split.purge: true", evidence)
            : Finding.Pass("The past trains, later rows tune, the latest test; no part overlaps another.", evidence);
    }

    private static string PartLine(DesignEvidence design, string part, TimeRange range)
    {
        var rows = design.Run.Split?.Parts.GetValueOrDefault(part) is { } found ? $", {Said.Count(found.RowCount)} rows" : "";
        return $"{part}: {Dates.Write(range.From)} up to {Dates.Write(range.To)}{rows}";
    }

    private static List<string> Empty(DesignEvidence design, TimeSplit split) => design.Run.Split is { } seen
        ? [.. split.Parts.Where(part => seen.Parts.GetValueOrDefault(part) is not { RowCount: > 0 })]
        : [];
}
