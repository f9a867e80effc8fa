using System.Globalization;
using System.Text.Json;

namespace Millrace.Features.Expressions;

/// <summary>Walks DuckDB's parse tree.</summary>
internal sealed class TreeCompiler(ExpressionSchema schema)
{
    public Node Compile(JsonElement tree) => tree.GetProperty("class").GetString() switch
    {
        "COLUMN_REF" => Column(tree),
        "CONSTANT" => Constant(tree.GetProperty("value")),
        "FUNCTION" => Function(tree),
        "COMPARISON" => Comparisons.Of(TypeOf(tree), Compile(tree.GetProperty("left")), Compile(tree.GetProperty("right"))),
        "BETWEEN" => Between(tree),
        "CONJUNCTION" => Conjunction(tree),
        "OPERATOR" => Operator(tree),
        "CASE" => Case(tree),
        "CAST" => Cast(tree),
        var other => throw new OutsideSubsetException($"{other} is not in the online subset."),
    };

    private static string TypeOf(JsonElement tree) => tree.GetProperty("type").GetString()!;

    private List<Node> Children(JsonElement tree) => [.. tree.GetProperty("children").EnumerateArray().Select(Compile)];

    private Node Column(JsonElement tree)
    {
        var names = tree.GetProperty("column_names");
        var name = names[names.GetArrayLength() - 1].GetString()!;
        if (!schema.TryFind(name, out var slot))
        {
            throw new OutsideSubsetException($"there is no column '{name}' at serving. {Kernel.Problems.DidYouMean.Hint(name, schema.Names)}");
        }

        return schema.TypeOf(slot) switch
        {
            ExpressionType.Double => new DoubleNode(row => row.IsNull[slot] ? null : row.Doubles[slot]),
            ExpressionType.Boolean => new BoolNode(row => row.IsNull[slot] ? null : row.Longs[slot] != 0),
            ExpressionType.Text => new TextNode(row => row.IsNull[slot] ? null : row.Texts[slot]),
            var type => new LongNode(type, row => row.IsNull[slot] ? null : row.Longs[slot]),
        };
    }

    private static Node Constant(JsonElement value)
    {
        if (value.GetProperty("is_null").GetBoolean())
        {
            return new DoubleNode(_ => null) { IsNullLiteral = true };
        }

        var type = value.GetProperty("type");
        var id = type.GetProperty("id").GetString()!;
        if (id == "DECIMAL")
        {
            var scale = type.GetProperty("type_info").GetProperty("scale").GetInt32();
            var unscaled = decimal.Parse(value.GetProperty("value").GetRawText(), CultureInfo.InvariantCulture);
            var number = (double)(unscaled / (decimal)Math.Pow(10, scale));
            return new DoubleNode(_ => number) { IsDecimalLiteral = true };
        }

        return ExpressionTypes.Of(id) switch
        {
            ExpressionType.Integer when value.GetProperty("value").GetInt64() is var whole => new LongNode(ExpressionType.Integer, _ => whole),
            ExpressionType.Double when value.GetProperty("value").GetDouble() is var real => new DoubleNode(_ => real),
            ExpressionType.Boolean when value.GetProperty("value").GetBoolean() is var truth => new BoolNode(_ => truth),
            ExpressionType.Text when value.GetProperty("value").GetString() is var text => new TextNode(_ => text),
            _ => throw new OutsideSubsetException($"a literal of type {id} is not in the online subset."),
        };
    }

    private Node Function(JsonElement tree)
    {
        var name = tree.GetProperty("function_name").GetString()!.ToLowerInvariant();
        if (tree.GetProperty("filter").ValueKind == JsonValueKind.Object)
        {
            throw new OutsideSubsetException($"{name} with FILTER is not in the online subset.");
        }

        var arguments = Children(tree);
        return Arithmetic.TryOf(name, arguments) ?? SubsetFunctions.Of(name, arguments);
    }

    private BoolNode Between(JsonElement tree)
    {
        var input = Compile(tree.GetProperty("input"));
        return Logic.And([
            Comparisons.Of("COMPARE_GREATERTHANOREQUALTO", input, Compile(tree.GetProperty("lower"))),
            Comparisons.Of("COMPARE_LESSTHANOREQUALTO", input, Compile(tree.GetProperty("upper")))]);
    }

    private BoolNode Conjunction(JsonElement tree)
    {
        var parts = Children(tree).ConvertAll(node => Casts.ToBool(node));
        return TypeOf(tree) == "CONJUNCTION_AND" ? Logic.And(parts) : Logic.Or(parts);
    }

    private Node Operator(JsonElement tree)
    {
        var children = Children(tree);
        return TypeOf(tree) switch
        {
            "OPERATOR_NOT" => Logic.Not(Casts.ToBool(children[0])),
            "OPERATOR_IS_NULL" => Logic.IsNull(children[0], whenNull: true),
            "OPERATOR_IS_NOT_NULL" => Logic.IsNull(children[0], whenNull: false),
            "OPERATOR_COALESCE" => Choices.Coalesce(children),
            "COMPARE_IN" => In(children),
            "COMPARE_NOT_IN" => Logic.Not(In(children)),
            var other => throw new OutsideSubsetException($"{other} is not in the online subset."),
        };
    }

    private static BoolNode In(List<Node> children) =>
        Logic.Or([.. children.Skip(1).Select(candidate => Comparisons.Of("COMPARE_EQUAL", children[0], candidate))]);

    private Node Case(JsonElement tree)
    {
        var branches = tree.GetProperty("case_checks").EnumerateArray()
            .Select(check => (When: Casts.ToBool(Compile(check.GetProperty("when_expr"))), Then: Compile(check.GetProperty("then_expr"))))
            .ToList();
        var otherwise = tree.TryGetProperty("else_expr", out var last) && last.ValueKind == JsonValueKind.Object
            ? Compile(last)
            : new DoubleNode(_ => null) { IsNullLiteral = true };
        return Choices.Case(branches, otherwise);
    }

    private Node Cast(JsonElement tree)
    {
        var id = tree.GetProperty("cast_type").GetProperty("id").GetString()!;
        var target = ExpressionTypes.Of(id) ?? throw new OutsideSubsetException($"a cast to {id} is not in the online subset.");
        var isTry = tree.GetProperty("try_cast").GetBoolean();
        var child = Compile(tree.GetProperty("child"));
        return child is { IsDecimalLiteral: true } && target == ExpressionType.Integer
            ? throw new OutsideSubsetException("a decimal literal cast to an integer is not in the online subset; write the integer.")
            : Casts.ToSized(Casts.To(child, target, isTry), id, isTry);
    }
}
