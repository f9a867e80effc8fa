using System.Globalization;
using Millrace.Features.Contracts;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Tracking.Contracts;
using Millrace.Training.Contracts;
using Millrace.Training.Rows;

namespace Millrace.Training.Evaluation;

/// <summary><c>training.evaluate</c>: what the untouched test split says of a model and its baselines.</summary>
internal sealed class EvaluateStep(ITracking tracking, TimeProvider clock) : IStep
{
    /// <inheritdoc/>
    public string Kind => "training.evaluate";

    /// <inheritdoc/>
    public int CodeVersion => 1;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Inputs { get; } = new Dictionary<string, string>
    {
        ["training_set"] = TrainingSet.ArtifactType,
        ["split"] = DataSplit.ArtifactType,
        ["model"] = TrainedModel.ArtifactType,
    };

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Outputs { get; } =
        new Dictionary<string, string> { ["evaluation"] = EvaluationReport.ArtifactType };

    /// <inheritdoc/>
    public async Task<Outcome<StepResult>> RunAsync(StepContext context, CancellationToken ct)
    {
        var spec = context.Read<EvaluateSpec>();
        var problems = EvaluateSpecRules.Check(spec);
        if (problems.Count > 0)
        {
            return Outcome<StepResult>.Failed(problems);
        }

        var set = await context.InputAsync<TrainingSet>("training_set", ct).ConfigureAwait(false);
        var split = await context.InputAsync<DataSplit>("split", ct).ConfigureAwait(false);
        var model = await context.InputAsync<TrainedModel>("model", ct).ConfigureAwait(false);
        using var scored = await ScoredModel.LoadAsync(model, context.Blobs, context.Budget.Threads, ct).ConfigureAwait(false);
        using var rows = await TrainingRows.OpenAsync(context.Blobs, set.File.Digest, context.Budget, context.Scratch, ct).ConfigureAwait(false);
        var evaluator = new Evaluator(scored, spec, rows, split) { Progress = context.Progress };

        // Seconds of arithmetic: on a thread of its own it does not hold up the steps beside it.
        var evaluated = await Task.Run(
            () => evaluator.RunAsync(context.Inputs["model"].Digest, context.Blobs, context.Scratch, ct), ct).ConfigureAwait(false);
        if (!evaluated.IsOk)
        {
            return evaluated.As<StepResult>();
        }

        var report = evaluated.Value;
        var stored = await context.StoreAsync(report, ct).ConfigureAwait(false);
        var logged = await new EvaluationTracker(tracking, clock)
            .LogAsync(model, report, stored, CanonicalJson.Serialize(report).Length, ct).ConfigureAwait(false);
        return logged.IsOk
            ? new StepResult(new Dictionary<string, ArtifactRef> { ["evaluation"] = stored }, [], Summary(spec, report))
            : logged.As<StepResult>();
    }

    private static List<KeyValuePair<string, string>> Summary(EvaluateSpec spec, EvaluationReport report)
    {
        var facts = new List<KeyValuePair<string, string>>
        {
            new("rows", report.RowCount.ToString("N0", CultureInfo.InvariantCulture)),
            new($"test.{spec.Problem.EvaluationMetric}", Text(report.Candidate.Metrics[spec.Problem.EvaluationMetric])),
        };
        facts.AddRange(report.Baselines.Select(baseline =>
            new KeyValuePair<string, string>($"over {baseline.Name}", Text(baseline.Differences[spec.Problem.EvaluationMetric]))));
        facts.Add(new("business value", $"{Text(report.Candidate.Metrics["business_value"])} {spec.Problem.Business.Unit}"));
        facts.Add(new("parity", string.Create(
            CultureInfo.InvariantCulture, $"largest error {report.Parity.LargestError:G2}, {report.Parity.FlippedDecisionCount} decisions flipped")));
        return facts;
    }

    private static string Text(MetricEstimate estimate) =>
        string.Create(CultureInfo.InvariantCulture, $"{estimate.Value:F4} [{estimate.Low:F4}, {estimate.High:F4}]");
}
