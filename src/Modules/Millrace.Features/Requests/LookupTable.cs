using System.Globalization;
using Millrace.Data.Contracts;
using Millrace.DuckDb;
using Millrace.Features.Expressions;

namespace Millrace.Features.Requests;

/// <summary>A lookup source in memory: key → the row's values, as the preparation joins them offline.</summary>
internal sealed class LookupTable
{
    private readonly Dictionary<string, object?[]> rows;

    private LookupTable(LookupSpec spec, ExpressionType[] types, Dictionary<string, object?[]> rows) =>
        (Spec, Types, this.rows) = (spec, types, rows);

    public LookupSpec Spec { get; }

    /// <summary>Types of the joined columns, in the order of <see cref="LookupSpec.Columns"/>.</summary>
    public IReadOnlyList<ExpressionType> Types { get; }

    /// <summary>Loads a lookup source.</summary>
    /// <param name="connection">Where to read.</param>
    /// <param name="spec">Which columns.</param>
    /// <param name="source">SQL to stand after FROM.</param>
    public static LookupTable Load(DuckConnection connection, LookupSpec spec, string source)
    {
        var names = string.Join(", ", spec.Columns.Keys.Select(DuckSql.QuoteIdentifier));
        var result = connection.Rows($"SELECT CAST({DuckSql.QuoteIdentifier(spec.Key)} AS VARCHAR), {names} FROM {source}");
        var types = result.ColumnTypes.Skip(1).Select(type => ExpressionTypes.Of(type.Sql) ?? ExpressionType.Text).ToArray();
        var rows = new Dictionary<string, object?[]>(StringComparer.Ordinal);
        foreach (var row in result)
        {
            rows.TryAdd((string)row[0]!, row[1..]);
        }

        return new LookupTable(spec, types, rows);
    }

    /// <summary>Writes the joined columns from slot <paramref name="first"/> on; false when the key is not there.</summary>
    public bool TryJoin(ExpressionRow row, string? key, int first)
    {
        var isKnown = key is not null && rows.ContainsKey(key);
        for (var i = 0; i < Types.Count; i++)
        {
            Write(row, first + i, Types[i], isKnown ? rows[key!][i] : null);
        }

        return isKnown;
    }

    private static void Write(ExpressionRow row, int slot, ExpressionType type, object? value)
    {
        switch (type, value)
        {
            case (_, null):
                row.SetNull(slot);
                break;
            case (ExpressionType.Double, _):
                row.Set(slot, Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            case (ExpressionType.Text, _):
                row.Set(slot, Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case (_, DateTime moment):
                row.Set(slot, DuckTime.ToMicros(moment));
                break;
            case (_, bool truth):
                row.Set(slot, truth ? 1L : 0L);
                break;
            default:
                row.Set(slot, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
