using System.Text.Json;
using System.Threading.Channels;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Jobs;
using Millrace.Kernel.Problems;
using Millrace.Training.Rows;
using Millrace.XGBoost;

namespace Millrace.Training.Boosting;

/// <summary>Trains in a process of its own: reads the rows, boosts, fits the baselines, stores what came out.</summary>
internal sealed class TrainingJob : IJobHandler
{
    /// <inheritdoc/>
    public string Kind => TrainingWork.JobKind;

    /// <inheritdoc/>
    public async Task<Outcome<string>> RunAsync(JobContext context, CancellationToken ct)
    {
        var work = JsonSerializer.Deserialize<TrainingWork>(context.SpecJson, CanonicalJson.Options)!;
        var problems = TrainSpecRules.Check(work.Spec);
        if (problems.Count > 0)
        {
            return Outcome<string>.Failed(problems);
        }

        using var rows = await TrainingRows.OpenAsync(
            context.Blobs, context.Inputs[TrainingWork.FileRole], context.Resources, context.Scratch, ct).ConfigureAwait(false);
        using var train = await rows.PartAsync(work.Train, ct).ConfigureAwait(false);
        using var validation = await rows.PartAsync(work.Validation, ct).ConfigureAwait(false);
        var session = new TrainingSession(work, context, train, validation);
        var outcome = await BoostAsync(session, context, ct).ConfigureAwait(false);
        return outcome.IsOk
            ? await StoreAsync(outcome.Value, context, ct).ConfigureAwait(false)
            : outcome.As<string>();
    }

    // XGBoost wants one thread from beginning to end, and blobs want tasks: checkpoints pass from one to the other.
    private static async Task<Outcome<TrainingProducts>> BoostAsync(TrainingSession session, JobContext context, CancellationToken ct)
    {
        var files = session.Trials.Select((_, trial) => new CheckpointFile(context.Blobs, context.Scratch, session.Identity, trial)).ToList();
        var known = new List<TreeCheckpoint?>();
        foreach (var file in files)
        {
            known.Add(await file.ReadAsync(ct).ConfigureAwait(false));
        }

        var made = Channel.CreateUnbounded<(int Trial, TreeCheckpoint Checkpoint)>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var boosting = Task.Factory.StartNew(
            () => Boost(session, known, made.Writer, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            // Not ended by the token: what was made before a stop is written, and the thread is gone before its rows are.
            await foreach (var (trial, checkpoint) in made.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                await files[trial].WriteAsync(checkpoint, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAny(boosting).ConfigureAwait(false);
            throw;
        }

        var outcome = await boosting.ConfigureAwait(false);
        foreach (var file in outcome.IsOk ? files : [])
        {
            await file.RemoveAsync(ct).ConfigureAwait(false);
        }

        return outcome;
    }

    private static Outcome<TrainingProducts> Boost(
        TrainingSession session, IReadOnlyList<TreeCheckpoint?> known, ChannelWriter<(int, TreeCheckpoint)> made, CancellationToken ct)
    {
        try
        {
            return session.Run(known, (trial, checkpoint) => made.TryWrite((trial, checkpoint)), ct);
        }
        catch (XgbException refused)
        {
            return TrainingProblems.EngineRefused("xgboost", refused.Message);
        }
        finally
        {
            made.Complete();
        }
    }

    private static async Task<Outcome<string>> StoreAsync(TrainingProducts products, JobContext context, CancellationToken ct)
    {
        var baselines = new List<Contracts.FittedBaseline>();
        foreach (var (fitted, graph) in products.Baselines)
        {
            baselines.Add(graph is null ? fitted : fitted with { Model = await PutAsync(graph).ConfigureAwait(false) });
        }

        var result = new TrainingWorkResult(
            await PutAsync(products.Trees.Model).ConfigureAwait(false),
            await PutAsync(products.Onnx).ConfigureAwait(false),
            await PutAsync(products.Preprocessing).ConfigureAwait(false),
            products.Columns,
            products.Signature,
            products.Parameters,
            products.Trees.BestRound,
            products.Trees.Rounds,
            products.Trials,
            products.DecisionThreshold,
            baselines,
            context.Resources.Threads,
            WorkerEnvironment.Describe());
        return JsonSerializer.Serialize(result, CanonicalJson.Options);

        async Task<BlobRef> PutAsync(byte[] bytes)
        {
            using var stream = new MemoryStream(bytes, writable: false);
            return await context.Blobs.PutAsync(stream, ct).ConfigureAwait(false);
        }
    }
}
