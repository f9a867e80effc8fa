namespace Millrace.DuckDb;

/// <summary>Texts, each distinct one held once: <c>Dictionary[Codes[row]]</c>.</summary>
public sealed class TextColumn : DuckColumn
{
    /// <summary>Makes the column.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="codes">Per row an index into the dictionary, or -1 for NULL; used as it is, not copied.</param>
    /// <param name="dictionary">The texts the codes point to.</param>
    /// <param name="validity">One bit per row, 1 for a value and 0 for NULL; null when only codes say so.</param>
    public TextColumn(string name, int[] codes, string[] dictionary, ulong[]? validity = null)
        : base(name, codes.Length, validity) => (Codes, Dictionary) = (codes, dictionary);

    /// <summary>Per row an index into <see cref="Dictionary"/>, or -1 for NULL.</summary>
    public int[] Codes { get; }

    /// <summary>The distinct texts, in the order they first appear when read from a query.</summary>
    public string[] Dictionary { get; }

    /// <inheritdoc/>
    public override string SqlType => "VARCHAR";

    internal override DuckType Type => DuckType.Varchar;

    /// <summary>The text of a row, or null.</summary>
    public string? this[int row] => IsNull(row) ? null : Dictionary[Codes[row]];

    /// <summary>Makes a column from one text per row.</summary>
    public static TextColumn Of(string name, IReadOnlyList<string?> texts)
    {
        var codes = new int[texts.Count];
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = texts[row] is { } text ? CodeOf(known, text) : -1;
        }

        return new TextColumn(name, codes, [.. known.Keys]);
    }

    /// <inheritdoc/>
    public override bool IsNull(int row) => Codes[row] < 0 || base.IsNull(row);

    /// <inheritdoc/>
    public override double[] ToDoubles() =>
        throw new InvalidOperationException($"Column '{Name}' holds text; cast it in the SQL to read numbers.");

    private static int CodeOf(Dictionary<string, int> known, string text)
    {
        if (!known.TryGetValue(text, out var code))
        {
            known.Add(text, code = known.Count);
        }

        return code;
    }
}
