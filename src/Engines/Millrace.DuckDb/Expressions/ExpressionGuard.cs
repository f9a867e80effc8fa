using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Millrace.DuckDb.Expressions;

/// <summary>
/// Decides whether SQL written by a user is one scalar expression: no tables, files, subqueries, aggregates, windows,
/// settings or second statements. The text is only parsed, never run. Lock the database down as well
/// (<see cref="DuckDatabase.LockDown"/>) before running what was accepted.
/// </summary>
/// <param name="connection">Any connection; its thread is the guard's.</param>
public sealed class ExpressionGuard(DuckConnection connection)
{
    private const string Prefix = "SELECT ";

    // DuckDB stops at 1000 nested expressions, each of which is a few levels of its JSON.
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 10_000 };

    private readonly Lazy<FunctionCatalog> _catalog = new(() => FunctionCatalog.Read(connection));

    /// <summary>Checks the form of an expression, without knowing its columns.</summary>
    /// <param name="sql">The text a user wrote.</param>
    /// <returns>The expression with the columns and functions it names, or why it is refused and where.</returns>
    public ExpressionCheck Check(string sql)
    {
        ArgumentNullException.ThrowIfNull(sql);
        if (sql.Contains('\0', StringComparison.Ordinal))
        {
            return ExpressionCheck.Refuse(
                "The character U+0000 may not stand in an expression.", sql.IndexOf('\0', StringComparison.Ordinal));
        }

        using var plain = Parse(Prefix + sql);
        if (ErrorOf(plain, sql) is { } error)
        {
            return error;
        }

        // Parentheses refuse what only a SELECT list allows, such as 'ALL a' or a semicolon at the end.
        using var wrapped = Parse($"{Prefix}({sql}\n)");
        return SingleItem(plain) is { } item && ErrorOf(wrapped, sql) is null
            ? Examine(item, sql)
            : ExpressionCheck.Refuse(
                "This is not one expression: no list, alias, DISTINCT, FROM, WHERE, ORDER BY, LIMIT or second statement may stand in it.");
    }

    /// <summary>Checks an expression and finds its type over the given columns; nothing is computed.</summary>
    /// <param name="sql">The text a user wrote.</param>
    /// <param name="schema">The columns it may name.</param>
    /// <returns>The expression with its <see cref="ScalarExpression.Type"/>, or why it is refused, in DuckDB's words.</returns>
    public ExpressionCheck Bind(string sql, IReadOnlyList<SchemaColumn> schema)
    {
        var check = Check(sql);
        return check.IsAccepted ? BindAccepted(check.Expression, schema) : check;
    }

    private ExpressionCheck BindAccepted(ScalarExpression expression, IReadOnlyList<SchemaColumn> schema)
    {
        var known = schema.Select(c => c.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (expression.Columns.FirstOrDefault(c => !known.Contains(c)) is { } unknown)
        {
            return ExpressionCheck.Refuse(
                $"There is no column '{unknown}'; there are: {string.Join(", ", schema.Select(c => c.Name))}.");
        }

        try
        {
            // In WHERE, DuckDB itself refuses aggregates, windows and unnesting, also those inside macros.
            using var statement = connection.Prepare(
                $"SELECT {expression.Embedded} FROM ({EmptyTable(schema)}) WHERE {expression.Embedded} IS NULL");
            return ExpressionCheck.Accept(expression with { Type = statement.ColumnTypes[0] });
        }
        catch (DuckDbException e)
        {
            return ExpressionCheck.Refuse(FirstLine(e.Message));
        }
    }

    private static string EmptyTable(IReadOnlyList<SchemaColumn> schema)
    {
        var columns = schema.Select(c => $"CAST(NULL AS {c.SqlType}) AS {DuckSql.QuoteIdentifier(c.Name)}");
        return schema.Count == 0 ? "SELECT 0 WHERE false" : $"SELECT {string.Join(", ", columns)} WHERE false";
    }

    // What follows shows SQL that the user did not write.
    private static string FirstLine(string message) => message.Split("\n\nLINE ", 2)[0].TrimEnd();

    private JsonDocument Parse(string sql) =>
        JsonDocument.Parse(connection.Scalar<string>("SELECT json_serialize_sql(?::VARCHAR)::VARCHAR", sql), Deep);

    private static ExpressionCheck? ErrorOf(JsonDocument parsed, string sql)
    {
        var root = parsed.RootElement;
        if (!root.GetProperty("error").GetBoolean())
        {
            return null;
        }

        var place = root.TryGetProperty("position", out var position)
            && ulong.TryParse(position.GetString(), CultureInfo.InvariantCulture, out var runes) ? runes : (ulong?)null;
        var message = root.GetProperty("error_type").GetString() == "parser"
            ? root.GetProperty("error_message").GetString()!
            : "Only an expression may stand here, not a statement.";
        return ExpressionCheck.Refuse(message, CharacterAtRune(sql, place));
    }

    private static JsonElement? SingleItem(JsonDocument parsed)
    {
        var statements = parsed.RootElement.GetProperty("statements");
        if (statements.GetArrayLength() != 1)
        {
            return null;
        }

        var node = statements[0].GetProperty("node");
        return node.GetProperty("type").GetString() == "SELECT_NODE" && IsBare(node)
            ? node.GetProperty("select_list")[0]
            : null;
    }

    private static bool IsBare(JsonElement node) =>
        node.GetProperty("from_table").GetProperty("type").GetString() == "EMPTY"
        && node.GetProperty("select_list").GetArrayLength() == 1
        && node.GetProperty("select_list")[0].GetProperty("alias").GetString() == ""
        && node.GetProperty("modifiers").GetArrayLength() == 0
        && node.GetProperty("cte_map").GetProperty("map").GetArrayLength() == 0
        && node.GetProperty("group_sets").GetArrayLength() == 0
        && new[] { "where_clause", "having", "sample", "qualify" }.All(
            clause => node.GetProperty(clause).ValueKind == JsonValueKind.Null);

    private ExpressionCheck Examine(JsonElement item, string sql)
    {
        var walk = new ExpressionWalk(_catalog.Value);
        walk.Visit(item);
        return walk.Objection is { } objection
            ? ExpressionCheck.Refuse(objection.Message, CharacterAt(sql, objection.ByteOffset))
            : ExpressionCheck.Accept(new ScalarExpression(
                sql, walk.Columns, walk.Functions, [.. walk.Functions.Where(_catalog.Value.IsVolatile)]));
    }

    // The parser counts code points of DuckDB's SQL, its tree counts bytes; a user counts characters of their own.
    private static int? CharacterAtRune(string sql, ulong? runeOffset)
    {
        if (runeOffset is not { } offset || offset < (ulong)Prefix.Length)
        {
            return null;
        }

        var before = sql.EnumerateRunes().Take((int)Math.Min(offset - (ulong)Prefix.Length, (ulong)sql.Length));
        return before.Sum(rune => rune.Utf16SequenceLength);
    }

    private static int? CharacterAt(string sql, ulong? byteOffset)
    {
        var bytes = Encoding.UTF8.GetBytes(sql);
        return byteOffset is { } offset && offset >= (ulong)Prefix.Length && offset - (ulong)Prefix.Length <= (ulong)bytes.Length
            ? Encoding.UTF8.GetCharCount(bytes, 0, (int)(offset - (ulong)Prefix.Length))
            : null;
    }
}
