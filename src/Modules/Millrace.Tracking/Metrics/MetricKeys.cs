using System.Collections.Concurrent;
using System.Data.Common;
using Millrace.Tracking.Contracts;
using Millrace.Tracking.Storage;

namespace Millrace.Tracking.Metrics;

/// <summary>The numbers of metric keys. A number is given once and never changes, so what is known here stays true beside other servers.</summary>
/// <remarks>Only numbers whose commit has been seen are kept; a cache that has grown large is emptied.</remarks>
internal sealed class MetricKeys
{
    private const int MostKept = 200_000;
    private readonly ConcurrentDictionary<(string Tenant, string Key), long> numbers = new();
    private readonly ConcurrentDictionary<long, string> keys = new();

    /// <summary>The numbers of keys; new keys get one.</summary>
    public Dictionary<string, long> NumbersOf(DbTransaction transaction, string tenant, IEnumerable<string> wanted)
    {
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        List<string>? unknown = null;
        foreach (var key in wanted)
        {
            if (!found.ContainsKey(key))
            {
                var number = numbers.TryGetValue((tenant, key), out var known) ? known : Find(transaction, tenant, key) ?? 0;
                found.Add(key, number);
                if (number == 0)
                {
                    (unknown ??= []).Add(key);
                }
            }
        }

        if (unknown is not null)
        {
            Add(transaction, tenant, unknown, found);
        }

        return found;
    }

    /// <summary>The numbers of keys that are all known; null when one is not.</summary>
    public Dictionary<string, long>? KnownNumbersOf(string tenant, IReadOnlyList<MetricPoint> points)
    {
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var point in points)
        {
            if (!found.ContainsKey(point.Key))
            {
                if (!numbers.TryGetValue((tenant, point.Key), out var known))
                {
                    return null;
                }

                found.Add(point.Key, known);
            }
        }

        return found;
    }

    /// <summary>Keeps numbers whose write is durable.</summary>
    public void Remember(string tenant, Dictionary<string, long> committed)
    {
        if (numbers.Count > MostKept)
        {
            numbers.Clear();
        }

        foreach (var (key, number) in committed)
        {
            numbers.TryAdd((tenant, key), number);
        }
    }

    /// <summary>The number of a key; null when nobody has logged it.</summary>
    public async ValueTask<long?> FindAsync(DbConnection connection, string tenant, string key, CancellationToken ct)
    {
        if (numbers.TryGetValue((tenant, key), out var known))
        {
            return known;
        }

        using var row = await Statement.Of(connection, "SELECT key_no FROM metric_keys WHERE tenant = @tenant AND key = @key")
            .With("tenant", tenant).With("key", key).ReadAsync(ct).ConfigureAwait(false);
        return await row.ReadAsync(ct).ConfigureAwait(false) ? row.GetInt64(0) : null;
    }

    /// <summary>The key of a number that stands in the tables.</summary>
    public string KeyOf(DbConnection connection, long number)
    {
        if (keys.TryGetValue(number, out var known))
        {
            return known;
        }

        if (keys.Count > MostKept)
        {
            keys.Clear();
        }

        var key = Statement.Of(connection, "SELECT key FROM metric_keys WHERE key_no = @number").With("number", number).Text()
            ?? throw new InvalidOperationException($"Metric key {number} has no name.");
        return keys.GetOrAdd(number, key);
    }

    private static long? Find(DbTransaction transaction, string tenant, string key) =>
        Statement.Of(transaction, "SELECT key_no FROM metric_keys WHERE tenant = @tenant AND key = @key")
            .With("tenant", tenant).With("key", key).Number();

    // In one order, so that two servers that meet the same new keys wait for each other instead of in a circle.
    private static void Add(DbTransaction transaction, string tenant, List<string> unknown, Dictionary<string, long> found)
    {
        unknown.Sort(StringComparer.Ordinal);
        var next = Counters.TakeKeys(transaction, unknown.Count) - unknown.Count;
        foreach (var key in unknown)
        {
            found[key] = Statement.Of(
                transaction,
                "INSERT INTO metric_keys (tenant, key, key_no) VALUES (@tenant, @key, @number) ON CONFLICT (tenant, key) DO NOTHING RETURNING key_no")
                .With("tenant", tenant).With("key", key).With("number", ++next).Number()
                ?? Find(transaction, tenant, key)!.Value;
        }
    }
}
