using System.Collections.Concurrent;
using Millrace.Data.Contracts;
using Millrace.DuckDb;
using Millrace.Features.Contracts;
using Millrace.Features.Expressions;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Time;

namespace Millrace.Features.Requests;

/// <summary>Turns raw request fields into features: the same preparation, windows and expressions as in training, as
/// known at the request's own prediction time. Thread safe.</summary>
public sealed class RequestFeatures : IDisposable
{
    private readonly RequestPlan plan;
    private readonly IOnlineFeatures online;
    private readonly ConcurrentBag<RequestRow> idle = [];

    private RequestFeatures(FeatureSet set, RequestPlan plan, IOnlineFeatures online) => (Set, this.plan, this.online) = (set, plan, online);

    /// <summary>The definitions it computes.</summary>
    public FeatureSet Set { get; }

    /// <summary>Raw fields a request carries, in the order of <see cref="RequestRow.Set"/>.</summary>
    public IReadOnlyList<FeatureField> Fields => Set.RequestFields;

    /// <summary>Loads definitions, lookups and the online snapshot.</summary>
    /// <returns>Ready to serve, or every expression that serving cannot compute.</returns>
    /// <exception cref="BlobNotFoundException">A file is not in the store.</exception>
    public static async Task<Outcome<RequestFeatures>> LoadAsync(FeatureSet set, OnlineSnapshot online, IBlobStore blobs, CancellationToken ct)
    {
        var lookups = new Dictionary<string, string>();
        foreach (var (source, digest) in set.Lookups)
        {
            var version = await blobs.GetJsonAsync<DatasetVersion>(digest, ct);
            lookups[source] = await DatasetSql.FromAsync(version, blobs, ct);
        }

        var opened = await OnlineStore.OpenAsync(online, blobs, ct);
        if (!opened.IsOk)
        {
            return opened.As<RequestFeatures>();
        }

        using var database = DuckDatabase.Open(null, new DuckDbOptions { Threads = 1, MemoryLimitBytes = 256_000_000 });
        using var connection = database.Connect();
        var plan = new RequestPlanner(connection, set, opened.Value, lookups).Plan();
        if (!plan.IsOk)
        {
            opened.Value.Dispose();
            return plan.As<RequestFeatures>();
        }

        return new RequestFeatures(set, plan.Value, opened.Value);
    }

    /// <summary>Lends an empty row; give it back with <see cref="Return"/>.</summary>
    public RequestRow Rent()
    {
        if (!idle.TryTake(out var row))
        {
            return new RequestRow(plan);
        }

        row.Clear();
        return row;
    }

    /// <summary>Takes a row back.</summary>
    public void Return(RequestRow row) => idle.Add(row);

    /// <summary>Computes all features of a row whose raw fields are set.</summary>
    /// <returns>Done; or what keeps this request from being answered: an unknown lookup key, an impossible value.</returns>
    public Outcome<Done> Compute(RequestRow row)
    {
        var values = row.Values;
        foreach (var (table, keySlot, firstSlot) in plan.Lookups)
        {
            var key = values.TextAt(keySlot);
            if (!table.TryJoin(values, key, firstSlot) && table.Spec.OnMissing != "null")
            {
                return RequestProblems.LookupMissing(table.Spec.Source, table.Spec.Key, key);
            }
        }

        try
        {
            Evaluate(plan.Derived, values);
            if (values.Missing(plan.EventTimeSlot))
            {
                return RequestProblems.NoEventTime(Set.Spec.Prepare.EventTime);
            }

            if (!TryWindows(row, values.LongAt(plan.EventTimeSlot)))
            {
                return RequestProblems.BeforeHistory(AsOf.FromUnixMicroseconds(values.LongAt(plan.EventTimeSlot)).Instant);
            }

            Evaluate(plan.OnDemand, values);
            return Done.Value;
        }
        catch (Exception fault) when (fault is OverflowException or FormatException or ArgumentOutOfRangeException or TimeZoneNotFoundException)
        {
            return RequestProblems.NotComputable(fault.Message);
        }
    }

    /// <summary>Whether a rule baseline can be computed from a request.</summary>
    public bool HasBaseline(string name) => plan.Baselines.ContainsKey(name);

    /// <summary>A rule baseline's score for a computed row; null when the rule gives none.</summary>
    /// <exception cref="KeyNotFoundException">There is no such baseline; ask <see cref="HasBaseline"/> first.</exception>
    public double? Baseline(RequestRow row, string name)
    {
        var (expression, slot) = plan.Baselines[name];
        expression.Evaluate(row.Values, slot);
        return row.Values.Missing(slot) ? null : row.Values.DoubleAt(slot);
    }

    /// <inheritdoc/>
    public void Dispose() => online.Dispose();

    private static void Evaluate(IReadOnlyList<(CompiledExpression Expression, int Slot)> expressions, ExpressionRow values)
    {
        foreach (var (expression, slot) in expressions)
        {
            expression.Evaluate(values, slot);
        }
    }

    private bool TryWindows(RequestRow row, long asOfUs)
    {
        var values = row.Values;
        foreach (var view in plan.Views)
        {
            for (var k = 0; k < view.KeySlots.Length; k++)
            {
                row.Keys[k] = KeyAt(values, view.KeySlots[k]);
            }

            var found = row.ViewValues.AsSpan(0, view.Slots.Length);
            if (view.View.Lookup(row.Keys.AsSpan(0, view.KeySlots.Length), AsOf.FromUnixMicroseconds(asOfUs), found) == OnlineAnswer.BeforeHistory)
            {
                return false;
            }

            for (var i = 0; i < found.Length; i++)
            {
                if (double.IsNaN(found[i]))
                {
                    values.SetNull(view.Slots[i]);
                }
                else
                {
                    values.Set(view.Slots[i], found[i]);
                }
            }
        }

        return true;
    }

    private OnlineKey KeyAt(ExpressionRow values, int slot) =>
        values.Missing(slot) ? OnlineKey.Null
        : plan.Schema.TypeOf(slot) == ExpressionType.Text ? OnlineKey.Of(values.TextAt(slot))
        : OnlineKey.Of(values.LongAt(slot));
}
