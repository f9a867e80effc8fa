using System.Globalization;
using Millrace.Data.Contracts;
using Millrace.DuckDb;
using Millrace.Features.Binding;
using Millrace.Features.Catalog;
using Millrace.Features.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;

namespace Millrace.Features.Build;

/// <summary>Prepared data in; out come the feature definitions and the training set with point-in-time features.</summary>
internal sealed class FeaturesBuildStep(FeatureSetLog log, TimeProvider clock) : IStep
{
    public string Kind => "features.build";

    public int CodeVersion => 1;

    public IReadOnlyDictionary<string, string> Inputs { get; } = new Dictionary<string, string>
    {
        ["dataset"] = DatasetVersion.ArtifactType,
        [$"{LookupFiles.Prefix}*"] = DatasetVersion.ArtifactType,
    };

    public IReadOnlyDictionary<string, string> Outputs { get; } = new Dictionary<string, string>
    {
        ["feature_set"] = FeatureSet.ArtifactType,
        ["training_set"] = TrainingSet.ArtifactType,
    };

    public async Task<Outcome<StepResult>> RunAsync(StepContext context, CancellationToken ct)
    {
        var spec = context.Read<FeatureSetSpec>();
        try
        {
            var dataset = await context.InputAsync<DatasetVersion>("dataset", ct).ConfigureAwait(false);
            var binder = new FeatureBinder(spec, dataset.Columns);
            var plan = binder.Bind();
            if (binder.Findings.Count > 0)
            {
                return Outcome<StepResult>.Failed([.. binder.Findings.Select(finding => finding.Problem)]);
            }

            var paths = await DatasetSql.PathsAsync(dataset, context.Blobs, ct).ConfigureAwait(false);
            var lookups = await LookupFiles.StoreAsync(context, spec, ct).ConfigureAwait(false);
            var run = new BuildRun(context, spec, plan, dataset, paths);
            var built = await Task.Run(() => run.Build(ct), ct).ConfigureAwait(false);
            return built.IsOk
                ? await KeepAsync(context, spec, plan, lookups, built.Value, ct).ConfigureAwait(false)
                : built.As<StepResult>();
        }
        catch (Exception failure) when (FeaturesProblems.Of(failure) is not null)
        {
            return FeaturesProblems.Of(failure)!;
        }
    }

    private async Task<StepResult> KeepAsync(
        StepContext context, FeatureSetSpec spec, FeaturePlan plan, LookupFiles lookups, BuiltRows built, CancellationToken ct)
    {
        context.Progress(0.98, "storing");
        var set = new FeatureSet(1, spec, plan.Features, plan.RequestFields, lookups.Versions, lookups.Files);
        var setRef = await context.StoreAsync(set, ct).ConfigureAwait(false);
        var file = await context.Blobs.PutFileAsync(built.Path, ct).ConfigureAwait(false);
        var training = new TrainingSet(
            1, setRef.Digest, context.Inputs["dataset"].Digest, file, built.RowCount, built.FirstEventUtc, built.LastEventUtc);
        var trainingRef = await context.StoreAsync(training, ct).ConfigureAwait(false);
        await log.RecordAsync(context.Workflow, setRef.Digest, ct).ConfigureAwait(false);
        var verdicts = ExpectedVerdicts.Of(plan.Features, built.Statistics, built.RowCount, trainingRef.Digest, clock.GetUtcNow());
        return new StepResult(
            new Dictionary<string, ArtifactRef> { ["feature_set"] = setRef, ["training_set"] = trainingRef },
            verdicts, Summary(plan, built, file));
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Summary(FeaturePlan plan, BuiltRows built, BlobRef file)
    {
        var shares = plan.Features.Select(f => (f.Name, Share: (double)built.Statistics[f.Name].NullCount / built.RowCount)).ToList();
        var most = shares.MaxBy(share => share.Share);
        var mean = shares.Count == 0 ? 0 : shares.Average(share => share.Share);
        return
        [
            new("rows", built.RowCount.ToString("N0", CultureInfo.InvariantCulture)),
            new("features", plan.Features.Count.ToString(CultureInfo.InvariantCulture)),
            new("nulls", string.Create(CultureInfo.InvariantCulture, $"{mean:P1} on average, most in {most.Name} ({most.Share:P1})")),
            new("size", string.Create(CultureInfo.InvariantCulture, $"{file.SizeBytes / 1e6:N0} MB")),
        ];
    }
}
