using System.Data.Common;
using System.Text.Json.Nodes;
using Dapper;
using Millrace.Kernel.Events;
using Millrace.Kernel.Identity;
using Millrace.Registry.Contracts;

namespace Millrace.Registry.Models;

/// <summary>Gives a candidate the next number of its model, once per idempotency key.</summary>
internal sealed class RegisterModelVersion(IOutbox outbox, TimeProvider clock)
{
    public ModelVersion Handle(DbTransaction transaction, TenantId tenant, NewModelVersion candidate)
    {
        var connection = transaction.Connection!;
        var known = connection.QuerySingleOrDefault<ModelVersionRow>(
            $"SELECT {ModelVersionRow.Columns} FROM model_versions WHERE tenant = @tenant AND model = @Model AND idempotency_key = @IdempotencyKey",
            new { tenant = tenant.Value, candidate.Model, candidate.IdempotencyKey }, transaction);
        return known?.ToVersion() ?? Insert(transaction, tenant, candidate);
    }

    private ModelVersion Insert(DbTransaction transaction, TenantId tenant, NewModelVersion candidate)
    {
        var connection = transaction.Connection!;
        var now = clock.GetUtcNow();
        var nowMs = now.ToUnixTimeMilliseconds();
        connection.Execute(
            "INSERT INTO registered_models (tenant, name, created_ms) VALUES (@tenant, @Model, @nowMs) ON CONFLICT DO NOTHING",
            new { tenant = tenant.Value, candidate.Model, nowMs }, transaction);
        var version = 1 + connection.ExecuteScalar<int>(
            "SELECT COALESCE(MAX(version), 0) FROM model_versions WHERE tenant = @tenant AND model = @Model",
            new { tenant = tenant.Value, candidate.Model }, transaction);
        connection.Execute(
            """
            INSERT INTO model_versions (tenant, model, version, stage, stage_since_ms, created_ms, trained_model, evaluation,
              feature_set, dataset, onnx, run_id, idempotency_key)
            VALUES (@tenant, @Model, @version, 'None', @nowMs, @nowMs, @trained, @evaluation, @features, @dataset, @onnx, @run, @IdempotencyKey)
            """,
            new
            {
                tenant = tenant.Value,
                candidate.Model,
                version,
                nowMs,
                trained = candidate.TrainedModel.ToString(),
                evaluation = candidate.Evaluation.ToString(),
                features = candidate.FeatureSet.ToString(),
                dataset = candidate.Dataset.ToString(),
                onnx = candidate.Onnx.ToString(),
                run = candidate.Run.ToString(),
                candidate.IdempotencyKey,
            },
            transaction);
        outbox.Add(transaction, new LifecycleEvent(
            EventTypes.ModelRegistered, $"models/{candidate.Model}/versions/{version}", candidate.CorrelationId,
            new JsonObject { ["model"] = candidate.Model, ["version"] = version, ["runId"] = candidate.Run.ToString() }));
        return new ModelVersion(
            candidate.Model, version, Stage.None, DateTimeOffset.FromUnixTimeMilliseconds(nowMs), candidate.TrainedModel,
            candidate.Evaluation, candidate.FeatureSet, candidate.Dataset, candidate.Onnx, candidate.Run);
    }
}
