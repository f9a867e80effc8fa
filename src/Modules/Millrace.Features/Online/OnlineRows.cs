using Millrace.Features.Entities;
using Millrace.Features.Windows;

namespace Millrace.Features.Online;

/// <summary>The rows of a view that are kept, entity by entity.</summary>
/// <param name="Rows">Row numbers: entity by entity in the order of first sight, each entity's by event time.</param>
/// <param name="EntityRows">By kept entity, and one more: its first place in <paramref name="Rows"/>.</param>
internal sealed record OnlineRows(int[] Rows, int[] EntityRows)
{
    /// <summary>Chooses the rows that a lookup may need.</summary>
    /// <param name="timeline">When rows count.</param>
    /// <param name="codes">By row: its entity, or -1.</param>
    /// <param name="entityCount">Entities in <paramref name="codes"/>.</param>
    /// <param name="longestMicros">The longest window: rows that become known later than that are never inside one.</param>
    /// <param name="historyFrom">Rows with an event time before this are left out.</param>
    public static OnlineRows Choose(Timeline timeline, int[] codes, int entityCount, long longestMicros, long historyFrom)
    {
        var next = new int[entityCount];
        var isKept = new bool[timeline.RowCount];
        for (var row = 0; row < isKept.Length; row++)
        {
            isKept[row] = codes[row] >= 0 && timeline.Events[row] >= historyFrom && timeline.Reaches(row, longestMicros);
            if (isKept[row])
            {
                next[codes[row]]++;
            }
        }

        var entityRows = new List<int>();
        var total = 0;
        for (var entity = 0; entity < entityCount; entity++)
        {
            if (next[entity] > 0)
            {
                entityRows.Add(total);
                (next[entity], total) = (total, total + next[entity]);
            }
        }

        entityRows.Add(total);
        var rows = new int[total];
        for (var row = 0; row < isKept.Length; row++)
        {
            if (isKept[row])
            {
                rows[next[codes[row]]++] = row;
            }
        }

        return new OnlineRows(rows, [.. entityRows]);
    }
}
