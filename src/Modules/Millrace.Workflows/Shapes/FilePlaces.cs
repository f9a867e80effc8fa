using Millrace.Workflows.Reading;

namespace Millrace.Workflows.Shapes;

/// <summary>Where each path of the file stands (<c>data.checks[2].column</c>), and which paths are broken.</summary>
internal sealed class FilePlaces
{
    private readonly Dictionary<string, (Mark Key, Mark Value)> places = new(StringComparer.Ordinal);
    private readonly HashSet<string> named = new(StringComparer.Ordinal);
    private readonly PathSet broken = new();

    /// <summary>All known paths with the place of their value.</summary>
    public IEnumerable<KeyValuePair<string, Mark>> Values =>
        places.Select(place => KeyValuePair.Create(place.Key, place.Value.Value));

    /// <summary>Records where a path is.</summary>
    public void Set(string path, Mark key, Mark value) => places[path] = (key, value);

    /// <summary>Records where an entry is whose key is a name that the user chose.</summary>
    public void SetNamed(string path, Mark key, Mark value)
    {
        Set(path, key, value);
        named.Add(path);
    }

    /// <summary>The place that a problem with a path is about: of a named entry its name, otherwise the value.</summary>
    public Mark Place(string path) => named.Contains(path) ? Key(path) : Value(path);

    /// <summary>Marks a path as broken.</summary>
    public void Break(string path) => broken.Add(path);

    /// <summary>Whether the path is written in the file.</summary>
    public bool Has(string path) => places.ContainsKey(path);

    /// <summary>Whether something at, under or above the path is broken, so that it says nothing reliable.</summary>
    public bool IsBroken(string path) => broken.Touches(path);

    /// <summary>The place of the value at a path, or of the nearest thing above it.</summary>
    public Mark Value(string path) => Nearest(path).Value;

    /// <summary>The place of the key at a path, or of the nearest thing above it.</summary>
    public Mark Key(string path) => Nearest(path).Key;

    private (Mark Key, Mark Value) Nearest(string path)
    {
        for (var current = path; current.Length > 0; current = PathSet.Parent(current))
        {
            if (places.TryGetValue(current, out var place))
            {
                return place;
            }
        }

        return (new Mark(1, 1), new Mark(1, 1));
    }
}
