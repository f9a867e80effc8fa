using Millrace.Features.Contracts;
using Millrace.Features.Windows;

namespace Millrace.Features.PointInTime;

/// <summary>One sweep forward in time: as rows become known, each entity remembers the best one; questions read it.</summary>
internal static class LastKnown
{
    private const int None = -1;

    public static int[] Match(PointInTimeRows rows, PointInTimeQuestions questions, TimeSpan? ttl)
    {
        var known = KnownFrom(rows);
        if (questions.Entities.Length != questions.Instants.Length)
        {
            throw new ArgumentException($"There are {questions.Entities.Length} entities but {questions.Instants.Length} instants.", nameof(questions));
        }

        var oldest = ttl is { } age ? age.Ticks / TimeSpan.TicksPerMicrosecond : long.MaxValue;
        var best = new int[EntityCount(rows.Entities, questions.Entities)];
        Array.Fill(best, None);
        var rowOrder = TimeOrder.Of(known);
        var matches = new int[questions.Instants.Length];
        var next = 0;
        foreach (var question in TimeOrder.Of(questions.Instants))
        {
            var instant = questions.Instants[question];
            for (; next < rowOrder.Length && known[rowOrder[next]] <= instant; next++)
            {
                Learn(rows, rowOrder[next], best);
            }

            var entity = questions.Entities[question];
            var match = entity < 0 ? None : best[entity];
            matches[question] = match != None && instant - rows.Events[match] <= oldest ? match : None;
        }

        return matches;
    }

    private static long[] KnownFrom(PointInTimeRows rows)
    {
        var count = rows.Events.Length;
        if (rows.Entities.Length != count || (rows.Created?.Length ?? count) != count || (rows.RowIds?.Length ?? count) != count)
        {
            throw new ArgumentException("The arrays of the feature rows differ in length.", nameof(rows));
        }

        if (rows.Created is null)
        {
            return rows.Events;
        }

        var known = new long[count];
        for (var row = 0; row < count; row++)
        {
            known[row] = Math.Max(rows.Events[row], rows.Created[row]);
        }

        return known;
    }

    private static int EntityCount(int[] rows, int[] questions) =>
        1 + Math.Max(rows.Length == 0 ? None : rows.Max(), questions.Length == 0 ? None : questions.Max());

    private static void Learn(PointInTimeRows rows, int row, int[] best)
    {
        var entity = rows.Entities[row];
        if (entity >= 0 && (best[entity] == None || IsBetter(rows, row, best[entity])))
        {
            best[entity] = row;
        }
    }

    private static bool IsBetter(PointInTimeRows rows, int row, int other)
    {
        if (rows.Events[row] != rows.Events[other])
        {
            return rows.Events[row] > rows.Events[other];
        }

        var (created, otherCreated) = rows.Created is null ? (0, 0) : (rows.Created[row], rows.Created[other]);
        return created != otherCreated ? created > otherCreated
            : rows.RowIds is null ? row > other : rows.RowIds[row] > rows.RowIds[other];
    }
}
