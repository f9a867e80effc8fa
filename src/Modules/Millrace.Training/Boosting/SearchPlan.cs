using Millrace.Training.Contracts;

namespace Millrace.Training.Boosting;

/// <summary>The trials of a search over parameters.</summary>
internal static class SearchPlan
{
    /// <summary>Complete parameters of each trial, in a fixed order; one without a search.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, double>> Trials(TrainSpec spec)
    {
        var fixedOnes = XgboostParameters.Complete(spec.Parameters);
        if (spec.Search is not { } search || search.Method == "none")
        {
            return [fixedOnes];
        }

        var space = search.Space.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        var grid = Grid(space).ToList();
        if (search.Method == "random")
        {
            new Random(spec.Seed).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(grid));
        }

        return [.. grid.Take(search.Trials).Select(point => With(fixedOnes, space, point))];
    }

    // Every combination, the last parameter changing fastest. A random search draws from it without repeating one.
    private static IEnumerable<double[]> Grid(IReadOnlyList<KeyValuePair<string, IReadOnlyList<double>>> space)
    {
        IEnumerable<double[]> points = [[]];
        foreach (var (_, values) in space)
        {
            points = points.SelectMany(point => values.Select(value => (double[])[.. point, value]));
        }

        return points;
    }

    private static Dictionary<string, double> With(
        IReadOnlyDictionary<string, double> fixedOnes, IReadOnlyList<KeyValuePair<string, IReadOnlyList<double>>> space, double[] point)
    {
        var parameters = new Dictionary<string, double>(fixedOnes, StringComparer.Ordinal);
        for (var i = 0; i < point.Length; i++)
        {
            parameters[space[i].Key] = point[i];
        }

        return parameters;
    }
}
