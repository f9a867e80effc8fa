using Millrace.DuckDb;

namespace Millrace.Features.Entities;

/// <summary>A key column as numbers: <c>value of row = dictionary[codes[row]]</c>.</summary>
/// <remarks>Keys are text, or whole numbers: integers as they are, booleans 0 and 1, instants in microseconds since 1970 UTC.</remarks>
internal sealed class KeyColumn
{
    private KeyColumn(int[] codes, string[]? texts, long[]? numbers) => (Codes, Texts, Numbers) = (codes, texts, numbers);

    /// <summary>By row; -1 for null.</summary>
    public int[] Codes { get; }

    /// <summary>By code, for text keys; null otherwise.</summary>
    public string[]? Texts { get; }

    /// <summary>By code, for numeric keys; null otherwise.</summary>
    public long[]? Numbers { get; }

    /// <summary>Different values.</summary>
    public int ValueCount => Texts?.Length ?? Numbers!.Length;

    /// <summary>Texts that are encoded already.</summary>
    /// <param name="codes">By row; -1 for null.</param>
    /// <param name="texts">By code, each once.</param>
    public static KeyColumn Of(int[] codes, string[] texts) => new(codes, texts, null);

    /// <summary>Numbers, encoded in the order of first sight.</summary>
    /// <param name="values">A value per row.</param>
    /// <param name="validity">One bit per row, 1 for a value; null when all rows have one.</param>
    public static KeyColumn Of(long[] values, ulong[]? validity = null)
    {
        var numbering = new Numbering();
        var codes = new int[values.Length];
        for (var row = 0; row < codes.Length; row++)
        {
            var isNull = validity is not null && (validity[row >> 6] & (1UL << (row & 63))) == 0;
            codes[row] = isNull ? -1 : numbering.NumberOf(values[row]);
        }

        return new KeyColumn(codes, null, numbering.ToArray());
    }

    /// <summary>A column that was read.</summary>
    /// <exception cref="InvalidOperationException">Its type is no key: floating point numbers differ in their last bits.</exception>
    public static KeyColumn Of(DuckColumn column) => column switch
    {
        TextColumn c => Of(c.Codes, c.Dictionary),
        LongColumn c => Of(c.Values, c.Validity),
        TimestampColumn c => Of(c.Values, c.Validity),
        IntColumn c => Of(Array.ConvertAll(c.Values, value => (long)value), c.Validity),
        BoolColumn c => Of(Array.ConvertAll(c.Values, value => value ? 1L : 0L), c.Validity),
        _ => throw new InvalidOperationException($"Column '{column.Name}' of type {column.SqlType} is no key."),
    };

    /// <summary>By code of <paramref name="other"/>: the code of the same value here, or -1.</summary>
    public int[] Translate(KeyColumn other)
    {
        if (other == this)
        {
            return [.. Enumerable.Range(0, ValueCount)];
        }

        return (Texts, other.Texts) switch
        {
            ({ } mine, { } theirs) => Translate(mine, theirs),
            (null, null) => Translate(Numbers!, other.Numbers!),
            _ => [.. Enumerable.Repeat(-1, other.ValueCount)],
        };
    }

    private static int[] Translate<T>(T[] mine, T[] theirs)
        where T : notnull
    {
        var codes = new Dictionary<T, int>(mine.Length);
        for (var code = 0; code < mine.Length; code++)
        {
            codes[mine[code]] = code;
        }

        return Array.ConvertAll(theirs, value => codes.GetValueOrDefault(value, -1));
    }
}
