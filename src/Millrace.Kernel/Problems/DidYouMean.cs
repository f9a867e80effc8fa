namespace Millrace.Kernel.Problems;

/// <summary>Finds the known name that a misspelled one was meant to be.</summary>
public static class DidYouMean
{
    /// <summary>The closest of <paramref name="known"/> within a third of the length (at least 2 edits), or null.</summary>
    public static string? Closest(string wrong, IEnumerable<string> known)
    {
        var allowed = Math.Max(2, wrong.Length / 3);
        return known
            .Select(name => (name, distance: Distance(wrong, name)))
            .Where(candidate => candidate.distance <= allowed)
            .OrderBy(candidate => candidate.distance).ThenBy(candidate => candidate.name, StringComparer.Ordinal)
            .Select(candidate => candidate.name)
            .FirstOrDefault();
    }

    /// <summary>A fix sentence: the closest name, or the list of what is known.</summary>
    public static string Hint(string wrong, IEnumerable<string> known)
    {
        var names = known.Order(StringComparer.Ordinal).ToList();
        return Closest(wrong, names) is { } close
            ? $"Did you mean '{close}'?"
            : names.Count == 0 ? "None is known here." : $"Known: {string.Join(", ", names)}.";
    }

    // Levenshtein distance over two rows, case-insensitive: 'ROC_AUC' is not a different word.
    private static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        var current = new int[b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
            }

            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }
}
