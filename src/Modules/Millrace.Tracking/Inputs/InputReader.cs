using System.Data.Common;
using System.Text.Json;
using Millrace.Tracking.Runs;
using Millrace.Tracking.Storage;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.Inputs;

/// <summary>Reads what runs read and made.</summary>
internal static class InputReader
{
    /// <summary>Adds it to the runs.</summary>
    /// <param name="connection">To read on.</param>
    /// <param name="runs">The runs, by number.</param>
    /// <param name="condition">SQL that is true for their numbers, in the column <c>run_no</c>.</param>
    /// <param name="numbers">The value of its parameter <c>runs</c>.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task FillAsync(
        DbConnection connection, IReadOnlyDictionary<long, RunRecord> runs, string condition, object numbers, CancellationToken ct)
    {
        using (var rows = await Statement.Of(
            connection,
            $"""
            SELECT i.run_no, i.name, i.digest, i.context, i.source_type, i.source, i.tags, d.dataset_schema, d.dataset_profile
            FROM (SELECT * FROM run_inputs WHERE {condition}) i JOIN runs r ON r.run_no = i.run_no
            JOIN datasets d ON d.tenant = r.tenant AND d.experiment_id = r.experiment_id AND d.name = i.name AND d.digest = i.digest
            ORDER BY i.run_no, i.position
            """)
            .With("runs", numbers).ReadAsync(ct).ConfigureAwait(false))
        {
            while (await rows.ReadAsync(ct).ConfigureAwait(false))
            {
                runs[rows.GetInt64(0)].Inputs.Add(Input(rows));
            }
        }

        using var models = await Statement.Of(
            connection, $"SELECT run_no, is_output, model_id, step FROM run_models WHERE {condition} ORDER BY run_no, position")
            .With("runs", numbers).ReadAsync(ct).ConfigureAwait(false);
        while (await models.ReadAsync(ct).ConfigureAwait(false))
        {
            var run = runs[models.GetInt64(0)];
            if (models.GetInt64(1) != 0)
            {
                run.ModelOutputs.Add(new ModelLink { ModelId = models.GetString(2), Step = models.GetInt64(3) });
            }
            else
            {
                run.ModelInputs.Add(new ModelLink { ModelId = models.GetString(2) });
            }
        }
    }

    private static DatasetInput Input(DbDataReader row)
    {
        var context = row.GetString(3);
        List<InputTag> tags = context.Length > 0 ? [new InputTag(InputTag.Context, context)] : [];
        if (Text(row, 6) is { } others)
        {
            tags.AddRange(JsonSerializer.Deserialize(others, TrackingJson.Default.ListInputTag)!);
        }

        return new DatasetInput
        {
            Tags = tags.Count > 0 ? tags : null,
            Dataset = new DatasetFacts
            {
                Name = row.GetString(1),
                Digest = row.GetString(2),
                SourceType = row.GetString(4),
                Source = row.GetString(5),
                Schema = Text(row, 7),
                Profile = Text(row, 8),
            },
        };
    }

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
