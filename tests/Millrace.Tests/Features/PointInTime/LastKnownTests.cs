using FsCheck;
using FsCheck.Fluent;
using Millrace.Features.Contracts;

namespace Millrace.Tests.Features.PointInTime;

public sealed class LastKnownTests
{
    [Fact]
    public void Every_match_is_what_looking_at_all_rows_gives() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), AgreesWithOracle).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(17, 1));

    [Fact]
    public void A_row_counts_at_the_very_instant_it_is_known() =>
        Assert.Equal([-1, 0], Match([(0, 10, 20, 0)], [(0, 19), (0, 20)]));

    [Fact]
    public void The_latest_event_known_wins_and_not_the_latest_arrival() =>
        Assert.Equal([1], Match([(0, 10, 90, 0), (0, 50, 50, 1)], [(0, 100)]));

    [Fact]
    public void Of_equal_event_times_the_latest_created_wins_then_the_larger_row_id() =>
        Assert.Equal([1, 3], Match([(0, 10, 30, 9), (0, 10, 40, 1), (1, 10, 30, 1), (1, 10, 30, 2)], [(0, 50), (1, 50)]));

    [Fact]
    public void The_ttl_is_counted_from_the_instant_asked_about() =>
        Assert.Equal([0, -1], Match([(0, 10, 10, 0)], [(0, 15), (0, 16)], ttl: 5));

    [Fact]
    public void An_old_row_is_not_taken_in_place_of_one_that_is_too_old() =>
        Assert.Equal([-1], Match([(0, 1, 1, 0), (0, 10, 10, 1)], [(0, 30)], ttl: 5));

    [Fact]
    public void Arrays_of_different_lengths_are_a_bug_of_the_caller()
    {
        Assert.Throws<ArgumentException>(() => PointInTimeJoin.Match(new([0], [1, 2]), new([], []), null));
        Assert.Throws<ArgumentException>(() => PointInTimeJoin.Match(new([], []), new([0], []), null));
    }

    private static bool AgreesWithOracle(int seed)
    {
        var random = new Random(seed);
        var rows = Enumerable.Range(0, random.Next(0, 60)).Select(_ => random.Next(0, 40) is var at
            ? (Entity: random.Next(-1, 3), Event: (long)at, Created: random.Next(8) == 0 ? long.MaxValue : at + random.Next(-5, 15), Id: (long)random.Next(0, 4)) : default)
            .ToArray();
        var questions = Enumerable.Range(0, random.Next(0, 60)).Select(_ => (Entity: random.Next(-1, 4), Instant: (long)random.Next(-5, 60))).ToArray();
        var ttl = random.Next(2) == 0 ? (long?)null : random.Next(0, 20);
        var matches = Match(rows, questions, ttl);
        for (var i = 0; i < questions.Length; i++)
        {
            var (entity, instant) = questions[i];
            var known = rows.Where(row => entity >= 0 && row.Entity == entity && row.Event <= instant && row.Created <= instant)
                .OrderBy(row => row.Event).ThenBy(row => row.Created).ThenBy(row => row.Id).ToList();
            var isThere = known.Count > 0 && (ttl is null || instant - known[^1].Event <= ttl);
            Assert.Equal(isThere ? known[^1] : default, matches[i] < 0 ? default : rows[matches[i]]);
        }

        return true;
    }

    private static int[] Match((int Entity, long Event, long Created, long Id)[] rows, (int Entity, long Instant)[] questions, long? ttl = null) =>
        PointInTimeJoin.Match(
            new PointInTimeRows(
                [.. rows.Select(r => r.Entity)], [.. rows.Select(r => r.Event)], [.. rows.Select(r => r.Created)], [.. rows.Select(r => r.Id)]),
            new PointInTimeQuestions([.. questions.Select(q => q.Entity)], [.. questions.Select(q => q.Instant)]),
            ttl is { } micros ? TimeSpan.FromMicroseconds(micros) : null);
}
