using Millrace.Features.Windows;

namespace Millrace.Features.Entities;

/// <summary>Numbers the entities of composite keys, and finds them for other columns that hold the same keys.</summary>
internal static class EntityEncoder
{
    /// <summary>Encodes rows and queries.</summary>
    /// <param name="rows">The entity's key columns in the rows; empty for the one entity of all rows.</param>
    /// <param name="queries">The columns, in the same order, that hold the key a query asks for.</param>
    /// <param name="rowCount">Rows.</param>
    /// <param name="queryCount">Queries.</param>
    /// <returns>The codes; rows and queries share one array where the columns are the same.</returns>
    public static EntityCodes Encode(
        IReadOnlyList<KeyColumn> rows, IReadOnlyList<KeyColumn> queries, int rowCount, int queryCount)
    {
        if (rows.Count == 0)
        {
            return new EntityCodes(1, new int[rowCount], new int[queryCount]);
        }

        var isSame = rows.SequenceEqual(queries);
        var (rowCodes, count) = (rows[0].Codes, rows[0].ValueCount);
        var queryCodes = isSame ? rowCodes : Translated(rows[0], queries[0]);
        for (var key = 1; key < rows.Count; key++)
        {
            var pairs = new Numbering();
            var second = isSame ? [] : Translated(rows[key], queries[key]);
            rowCodes = Pair(rowCodes, rows[key].Codes, rows[key].ValueCount, pairs.NumberOf);
            queryCodes = isSame ? rowCodes : Pair(queryCodes, second, rows[key].ValueCount, pairs.Find);
            count = pairs.Count;
        }

        return new EntityCodes(count, rowCodes, queryCodes);
    }

    private static int[] Translated(KeyColumn rows, KeyColumn queries)
    {
        var codes = rows.Translate(queries);
        return Array.ConvertAll(queries.Codes, code => code < 0 ? -1 : codes[code]);
    }

    private static int[] Pair(int[] first, int[] second, int secondCount, Func<long, int> number)
    {
        var codes = new int[first.Length];
        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = (first[row] | second[row]) < 0 ? -1 : number(((long)first[row] * secondCount) + second[row]);
        }

        return codes;
    }
}
