namespace Millrace.Features.Expressions;

/// <summary>Which columns an expression may name, and their slots. Names are matched without case, as in SQL.</summary>
public sealed class ExpressionSchema
{
    private readonly Dictionary<string, int> slots = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ExpressionType> types = [];

    /// <summary>How many slots there are.</summary>
    public int Count => types.Count;

    /// <summary>The known names.</summary>
    public IEnumerable<string> Names => slots.Keys;

    /// <summary>Adds a column and gives its slot.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public int Add(string name, ExpressionType type)
    {
        slots.Add(name, types.Count);
        types.Add(type);
        return types.Count - 1;
    }

    /// <summary>Finds a column.</summary>
    public bool TryFind(string name, out int slot) => slots.TryGetValue(name, out slot);

    /// <summary>The type of a slot.</summary>
    public ExpressionType TypeOf(int slot) => types[slot];

    /// <summary>A row with every slot NULL.</summary>
    public ExpressionRow NewRow() => new(Count);
}
