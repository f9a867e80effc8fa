using System.Text.Json;
using Millrace.DuckDb;
using Millrace.Kernel.Problems;

namespace Millrace.Features.Expressions;

/// <summary>Compiles the online subset of DuckDB's scalar SQL to a delegate: DuckDB's own parser gives the tree, so that
/// training and serving read the same language. A property test holds both to the same values.</summary>
/// <remarks>In the subset: columns, literals, + - * / // % comparisons, AND OR NOT, BETWEEN, IN, IS NULL, CASE, CAST and
/// TRY_CAST between its types, and the functions of <see cref="SubsetFunctions"/>. All else is refused, by name.</remarks>
public static class ExpressionCompiler
{
    /// <summary>Compiles one scalar expression.</summary>
    /// <param name="connection">Any connection; only its parser is used.</param>
    /// <param name="sql">The expression.</param>
    /// <param name="target">The type the result is cast to.</param>
    /// <param name="schema">The columns it may name.</param>
    /// <returns>The compiled expression, or <c>features.expression-not-online</c> naming what is outside the subset.</returns>
    public static Outcome<CompiledExpression> Compile(
        DuckConnection connection, string sql, ExpressionType target, ExpressionSchema schema)
    {
        try
        {
            var tree = Parse(connection, sql);
            var node = new TreeCompiler(schema).Compile(tree);
            return new CompiledExpression(Casts.To(node, target, isTry: false));
        }
        catch (OutsideSubsetException refused)
        {
            return new Problem(
                "features.expression-not-online", ProblemKind.Invalid,
                $"'{sql}' cannot be computed at serving: {refused.Message}",
                $"Use the online subset; its functions are: {string.Join(", ", SubsetFunctions.Names)}.");
        }
    }

    private static JsonElement Parse(DuckConnection connection, string sql)
    {
        var json = connection.Scalar<string>("SELECT CAST(json_serialize_sql(?::VARCHAR) AS VARCHAR)", $"SELECT ({sql})");
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.GetProperty("error").GetBoolean())
        {
            throw new OutsideSubsetException(root.GetProperty("error_message").GetString() ?? "it does not parse.");
        }

        var statements = root.GetProperty("statements");
        var select = statements.GetArrayLength() == 1 ? statements[0].GetProperty("node") : default;
        return select.ValueKind == JsonValueKind.Object
            && select.GetProperty("select_list").GetArrayLength() == 1
            && select.GetProperty("from_table").GetProperty("type").GetString() == "EMPTY"
            ? select.GetProperty("select_list")[0].Clone()
            : throw new OutsideSubsetException("it is not one scalar expression.");
    }
}

/// <summary>An expression ready to be evaluated, thread safe.</summary>
public sealed class CompiledExpression
{
    private readonly Node node;

    internal CompiledExpression(Node node) => this.node = node;

    /// <summary>The result's type.</summary>
    public ExpressionType Type => node.Type;

    /// <summary>Evaluates over <paramref name="row"/> and writes the result into its slot.</summary>
    /// <exception cref="OverflowException">A number does not fit.</exception>
    /// <exception cref="FormatException">A text cannot be cast.</exception>
    public void Evaluate(ExpressionRow row, int slot)
    {
        switch (node)
        {
            case DoubleNode number when number.Get(row) is { } value:
                row.Set(slot, value);
                break;
            case LongNode number when number.Get(row) is { } value:
                row.Set(slot, value);
                break;
            case BoolNode truth when truth.Get(row) is { } value:
                row.Set(slot, value ? 1L : 0L);
                break;
            case TextNode text:
                row.Set(slot, text.Get(row));
                break;
            default:
                row.SetNull(slot);
                break;
        }
    }
}
