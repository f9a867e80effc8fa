using System.Globalization;
using Millrace.DuckDb;
using Millrace.Features.Contracts;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Training.Contracts;

namespace Millrace.Training.Splits;

/// <summary><c>training.split</c>: divides a training set into train, validation, reference and test.</summary>
internal sealed class SplitStep : IStep
{
    /// <inheritdoc/>
    public string Kind => "training.split";

    /// <inheritdoc/>
    public int CodeVersion => 1;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Inputs { get; } =
        new Dictionary<string, string> { ["training_set"] = TrainingSet.ArtifactType };

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Outputs { get; } =
        new Dictionary<string, string> { ["split"] = DataSplit.ArtifactType };

    /// <inheritdoc/>
    public async Task<Outcome<StepResult>> RunAsync(StepContext context, CancellationToken ct)
    {
        var spec = context.Read<SplitSpec>();
        var set = await context.InputAsync<TrainingSet>("training_set", ct).ConfigureAwait(false);
        var problems = SplitRules.Check(spec, set);
        if (problems.Count > 0)
        {
            return Outcome<StepResult>.Failed(problems);
        }

        var counts = await CountAsync(context, spec, set, ct).ConfigureAwait(false);
        problems = [.. counts.Select(part => part.Check(spec.Parts[part.Part], set)).OfType<Problem>()];
        if (problems.Count > 0)
        {
            return Outcome<StepResult>.Failed(problems);
        }

        var split = new DataSplit(
            1, context.Inputs["training_set"].Digest, counts.ToDictionary(part => part.Part, part => part.Rows, StringComparer.Ordinal));
        var stored = await context.StoreAsync(split, ct).ConfigureAwait(false);
        return new StepResult(new Dictionary<string, ArtifactRef> { ["split"] = stored }, [], [.. counts.Select(Describe)]);
    }

    private static async Task<IReadOnlyList<PartCount>> CountAsync(
        StepContext context, SplitSpec spec, TrainingSet set, CancellationToken ct)
    {
        var path = await context.Blobs.GetLocalPathAsync(set.File.Digest, ct).ConfigureAwait(false);
        using var database = DuckDatabase.Open(options: new DuckDbOptions
        {
            Threads = context.Budget.Threads,
            MemoryLimitBytes = context.Budget.DuckDbMemoryBytes,
            TempDirectory = context.Scratch,
        });
        using var connection = database.Connect();
        return spec.Type == "time"
            ? TimeSplit.Cut(connection, path, spec)
            : await ShuffledSplit.CutAsync(connection, path, spec, context.Blobs, ct).ConfigureAwait(false);
    }

    private static KeyValuePair<string, string> Describe(PartCount part)
    {
        var rows = part.Rows;
        var text = string.Create(CultureInfo.InvariantCulture, $"{rows.RowCount:N0} rows");
        text += rows.PositiveShare is { } share ? string.Create(CultureInfo.InvariantCulture, $", {share:P1} positive") : "";
        text += rows.PurgedRowCount > 0 ? string.Create(CultureInfo.InvariantCulture, $", {rows.PurgedRowCount:N0} purged") : "";
        text += rows.UnknownLabelCount > 0 ? string.Create(CultureInfo.InvariantCulture, $", {rows.UnknownLabelCount:N0} without label") : "";
        return KeyValuePair.Create(part.Part, text);
    }
}
