using System.Data.Common;
using System.Text.Json;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Tracking.Contracts;
using Millrace.Tracking.Storage;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.Inputs;

/// <summary>Writes what runs read and made, inside the caller's transaction. The same again is no error.</summary>
internal sealed class InputStore(ITenantAccessor tenant)
{
    private const int LongestPlainId = 500;

    /// <summary>Adds data that a run read, once for each context.</summary>
    public void Add(DbTransaction transaction, long run, long experiment, RunDataset dataset) => Add(
        transaction,
        run,
        experiment,
        new DatasetInput
        {
            Tags = [new InputTag(InputTag.Context, dataset.Context)],
            Dataset = new DatasetFacts { Name = dataset.Name, Digest = dataset.Digest, SourceType = dataset.SourceType, Source = dataset.Source },
        });

    /// <summary>Adds datasets as MLflow does: of inputs with one name and digest the first counts, with its tags.</summary>
    public void AddFirsts(DbTransaction transaction, long run, long experiment, IReadOnlyList<DatasetInput> inputs)
    {
        foreach (var input in inputs.DistinctBy(input => (input.Dataset!.Name, input.Dataset.Digest)))
        {
            var isThere = Statement.Of(transaction, "SELECT COUNT(*) FROM run_inputs WHERE run_no = @run AND name = @name AND digest = @digest")
                .With("run", run).With("name", input.Dataset!.Name).With("digest", input.Dataset.Digest).Number() > 0;
            if (!isThere)
            {
                Add(transaction, run, experiment, input);
            }
        }
    }

    /// <summary>Adds models that a run read or made.</summary>
    public static void AddModels(DbTransaction transaction, long run, IReadOnlyList<ModelLink> models, bool areOutputs)
    {
        foreach (var model in models)
        {
            Statement.Of(
                transaction,
                """
                INSERT INTO run_models (run_no, is_output, model_id, step, position)
                SELECT @run, @output, @model, @step, COUNT(*) + 1 FROM run_models WHERE run_no = @run
                ON CONFLICT DO NOTHING
                """)
                .With("run", run).With("output", areOutputs ? 1 : 0).With("model", model.ModelId).With("step", areOutputs ? model.Step ?? 0 : 0).Run();
        }
    }

    private void Add(DbTransaction transaction, long run, long experiment, DatasetInput input)
    {
        var dataset = input.Dataset!;
        Statement.Of(
            transaction,
            """
            INSERT INTO datasets (tenant, experiment_id, name, digest, dataset_schema, dataset_profile)
            VALUES (@tenant, @experiment, @name, @digest, @schema, @profile) ON CONFLICT DO NOTHING
            """)
            .With("tenant", tenant.Current.Value).With("experiment", experiment).With("name", dataset.Name).With("digest", dataset.Digest)
            .With("schema", dataset.Schema).With("profile", dataset.Profile).Run();
        var context = input.Context();
        Statement.Of(
            transaction,
            """
            INSERT INTO run_inputs (run_no, input_id, position, name, digest, context, source_type, source, tags)
            SELECT @run, @id, COUNT(*) + 1, @name, @digest, @context, @type, @source, @tags FROM run_inputs WHERE run_no = @run
            ON CONFLICT DO NOTHING
            """)
            .With("run", run).With("id", IdOf(context, dataset)).With("name", dataset.Name).With("digest", dataset.Digest).With("context", context)
            .With("type", dataset.SourceType ?? "").With("source", dataset.Source ?? "").With("tags", OtherTags(input)).Run();
    }

    // An entry of an index has room for short keys only.
    private static string IdOf(string context, DatasetFacts dataset)
    {
        var id = $"{context}|{dataset.Digest}|{dataset.Name}";
        return id.Length <= LongestPlainId ? id : Digest.Of(id).ToString();
    }

    private static string? OtherTags(DatasetInput input)
    {
        var others = (input.Tags ?? []).Where(tag => tag.Key != InputTag.Context).ToList();
        return others.Count == 0 ? null : JsonSerializer.Serialize(others, TrackingJson.Default.ListInputTag);
    }
}
