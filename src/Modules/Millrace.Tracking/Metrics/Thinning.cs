using System.Collections;

namespace Millrace.Tracking.Metrics;

/// <summary>Makes a long history short without losing its extremes.</summary>
internal static class Thinning
{
    /// <summary>The least that a history can be thinned to: the first, the last, the smallest and the greatest value.</summary>
    public const int Least = 4;

    /// <summary>At most so many of the points: of each of equally long stretches the first, the last, the smallest and the greatest; where
    /// these are the same, others at equal distances.</summary>
    /// <param name="points">By step.</param>
    /// <param name="most">At least <see cref="Least"/>.</param>
    public static List<HistoryPoint> Thin(List<HistoryPoint> points, int most)
    {
        if (points.Count <= most)
        {
            return points;
        }

        var kept = new BitArray(points.Count);
        var left = most;
        var stretches = most / Least;
        for (var stretch = 0; stretch < stretches; stretch++)
        {
            var (start, end) = (Place(points.Count, stretch, stretches), Place(points.Count, stretch + 1, stretches));
            var (least, greatest) = Extremes(points, start, end);
            left -= Keep(kept, start) + Keep(kept, end - 1) + Keep(kept, least) + Keep(kept, greatest);
        }

        var others = left;
        for (var other = 0; other < others; other++)
        {
            Keep(kept, Place(points.Count, (2 * other) + 1, 2 * others));
        }

        List<HistoryPoint> thinned = new(most);
        for (var i = 0; i < points.Count; i++)
        {
            if (kept[i])
            {
                thinned.Add(points[i]);
            }
        }

        return thinned;
    }

    private static int Place(int count, int part, int parts) => (int)((long)count * part / parts);

    private static int Keep(BitArray kept, int place)
    {
        var added = kept[place] ? 0 : 1;
        kept[place] = true;
        return added;
    }

    // A NaN is no extreme; it gives way to any number.
    private static (int Least, int Greatest) Extremes(List<HistoryPoint> points, int start, int end)
    {
        var (least, greatest) = (start, start);
        for (var i = start; i < end; i++)
        {
            var value = points[i].Value;
            least = value < points[least].Value || double.IsNaN(points[least].Value) ? i : least;
            greatest = value > points[greatest].Value || double.IsNaN(points[greatest].Value) ? i : greatest;
        }

        return (least, greatest);
    }
}
