using Millrace.DuckDb;
using Millrace.Features.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Registry.Contracts;
using Millrace.Serving.Contracts;
using Millrace.Serving.Runtime;
using Millrace.Training.Contracts;

namespace Millrace.Serving.Batch;

/// <summary>Scores one part of the split with the serving graph and writes the predictions to one file.</summary>
internal sealed class BatchStep : IStep
{
    public string Kind => "serving.predict-batch";

    public int CodeVersion => 1;

    public IReadOnlyDictionary<string, string> Inputs { get; } = new Dictionary<string, string>
    {
        ["version"] = RegisteredVersion.ArtifactType,
        ["training_set"] = TrainingSet.ArtifactType,
        ["split"] = DataSplit.ArtifactType,
        ["model"] = TrainedModel.ArtifactType,
    };

    public IReadOnlyDictionary<string, string> Outputs { get; } = new Dictionary<string, string>
    {
        ["predictions"] = BatchPredictions.ArtifactType,
    };

    public async Task<Outcome<StepResult>> RunAsync(StepContext context, CancellationToken ct)
    {
        var spec = context.Read<BatchSpec>();
        var split = await context.InputAsync<DataSplit>("split", ct);
        if (!split.Parts.TryGetValue(spec.Split, out var part))
        {
            return BatchProblems.PartMissing(spec.Split, split.Parts.Keys);
        }

        var version = await context.InputAsync<RegisteredVersion>("version", ct);
        var model = await context.InputAsync<TrainedModel>("model", ct);
        var training = await context.InputAsync<TrainingSet>("training_set", ct);
        var path = await context.Blobs.GetLocalPathAsync(training.File.Digest, ct);
        var onnx = await context.Blobs.GetBytesAsync(version.Onnx.Digest, ct);
        var output = Path.Combine(context.Scratch, $"predictions.{spec.OutputFormat}");
        using var database = DuckDatabase.Open(null, new DuckDbOptions
        {
            MemoryLimitBytes = context.Budget.DuckDbMemoryBytes,
            Threads = context.Budget.Threads,
            TempDirectory = context.Scratch,
        });
        using var connection = database.Connect();
        using var session = new ModelSession(onnx, model.Signature);
        var scored = new BatchScorer(connection, session, model, path, context.Budget.Threads).Score(part, context.Progress, ct);
        scored.Write(connection, output, spec.OutputFormat, ct);
        var file = await context.Blobs.PutFileAsync(output, ct);
        var predictions = new BatchPredictions(1, version.Model, version.Version, file, scored.RowCount, scored.PositiveShare);
        return new StepResult(
            new Dictionary<string, ArtifactRef> { ["predictions"] = await context.StoreAsync(predictions, ct) }, [],
            [new("rows", $"{scored.RowCount:N0}"), new("positive decisions", $"{scored.PositiveShare:P1}")]);
    }
}
