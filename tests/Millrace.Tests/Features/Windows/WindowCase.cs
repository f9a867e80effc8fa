using Millrace.Features.Windows;

namespace Millrace.Tests.Features.Windows;

/// <summary>A random little dataset with everything awkward in it: late arrivals, rows created before they happened, ties,
/// gaps, nulls, twins, rows that never become known, and queries about entities nobody has seen.</summary>
public sealed class WindowCase
{
    private static readonly long[] Steps = [0, 0, 1, 1, 2, 5, 20, 300];

    private WindowCase(Random random, int rowCount, int queryCount)
    {
        Events = Instants(random, rowCount);
        Created = [.. Events.Select(e => random.Next(12) == 0 ? Timeline.Never : e + random.Next(-10, random.Next(2) == 0 ? 3 : 60))];
        Entities = [.. Events.Select(_ => random.Next(-1, 3))];
        Integers = [.. Events.Select(_ => random.Next(5) == 0 ? (long?)null : random.Next(-4, 5))];
        Reals = [.. Events.Select(_ => random.Next(5) == 0 ? (double?)null : (random.NextDouble() - 0.4) * Math.Pow(10, random.Next(-3, 6)))];
        Queries = Instants(random, queryCount);
        Asked = [.. Queries.Select(_ => random.Next(-1, 3))];
        Windows = [.. new[] { 1L, random.Next(1, 8), random.Next(5, 90), 100_000 }];
    }

    public long[] Events { get; }

    public long[] Created { get; }

    public int[] Entities { get; }

    public long?[] Integers { get; }

    public double?[] Reals { get; }

    public long[] Queries { get; }

    public int[] Asked { get; }

    public long[] Windows { get; }

    public static WindowCase Of(int seed)
    {
        var random = new Random(seed);
        return new WindowCase(random, random.Next(0, 70), random.Next(0, 50));
    }

    public static WindowCase Of(int seed, int rowCount, int queryCount) => new(new Random(seed), rowCount, queryCount);

    internal ValueSeries IntegerSeries => ValueSeries.Of([.. Integers.Select(v => v ?? 0)], Bits(Integers.Select(v => v is null)));

    internal ValueSeries RealSeries => ValueSeries.Of([.. Reals.Select(v => v ?? double.NaN)]);

    internal WindowEngine Engine(int threads = 1) => new(
        Timeline.Of(Events, Created), Queries,
        [new WindowView("v", new EntityCodes(3, Entities, Asked), [.. Windows.Select((w, i) => ($"w{i}", w))], Aggregates())], threads);

    internal IReadOnlyList<WindowAggregate> Aggregates() =>
    [
        new("rows", WindowFunction.Count, null, null),
        .. Enum.GetValues<WindowFunction>().Select(f => new WindowAggregate($"{f}_i", f, "integer", IntegerSeries)),
        .. Enum.GetValues<WindowFunction>().Select(f => new WindowAggregate($"{f}_r", f, "real", RealSeries)),
    ];

    private static long[] Instants(Random random, int count)
    {
        var (instants, at) = (new long[count], (long)random.Next(-50, 50));
        for (var i = 0; i < count; i++)
        {
            instants[i] = at += Steps[random.Next(Steps.Length)];
        }

        return instants;
    }

    private static ulong[] Bits(IEnumerable<bool> isNull)
    {
        var flags = isNull.ToList();
        var bits = new ulong[(flags.Count + 63) / 64];
        for (var row = 0; row < flags.Count; row++)
        {
            bits[row >> 6] |= flags[row] ? 0 : 1UL << (row & 63);
        }

        return bits;
    }
}
