using System.Text.Json;

namespace Millrace.DuckDb.Expressions;

/// <summary>Walks DuckDB's own parse tree of an expression; what it does not know, it refuses.</summary>
internal sealed class ExpressionWalk(FunctionCatalog catalog)
{
    private static readonly HashSet<string> Allowed =
    [
        "BETWEEN", "CASE", "CAST", "COLLATE", "COLUMN_REF", "COMPARISON", "CONJUNCTION", "CONSTANT", "FUNCTION",
        "LAMBDA", "OPERATOR",
    ];

    private static readonly HashSet<string> TakesLambda = new(StringComparer.OrdinalIgnoreCase)
    {
        "apply", "array_apply", "array_filter", "array_reduce", "array_transform", "filter", "list_apply",
        "list_filter", "list_reduce", "list_transform", "reduce",
    };

    private readonly List<string> _lambdaParameters = [];

    public List<string> Columns { get; } = [];

    public List<string> Functions { get; } = [];

    /// <summary>The first thing found that may not be there, with its place in DuckDB's SQL in bytes.</summary>
    public (string Message, ulong? ByteOffset)? Objection { get; private set; }

    /// <summary>Looks at a node of class … and all below it.</summary>
    /// <param name="node">A parsed expression.</param>
    /// <param name="caller">The function it is an argument of, or null.</param>
    public void Visit(JsonElement node, string? caller = null)
    {
        var kind = node.GetProperty("class").GetString()!;
        if (!Allowed.Contains(kind))
        {
            Object(node, Wording(kind));
        }
        else if (kind == "COLUMN_REF")
        {
            VisitColumn(node);
        }
        else if (kind == "FUNCTION")
        {
            VisitFunction(node);
        }
        else if (kind == "LAMBDA" && caller is not null && TakesLambda.Contains(caller))
        {
            VisitLambda(node);
        }
        else
        {
            // An arrow elsewhere reads JSON: its left side is a column, not a parameter.
            VisitParts(node, caller: null);
        }
    }

    private static string Wording(string kind) => kind switch
    {
        "SUBQUERY" => "A subquery may not stand in an expression.",
        "WINDOW" => "A window function sees other rows; an expression sees one row.",
        "STAR" => "'*' and COLUMNS(…) name many columns; name the one that is meant.",
        "PARAMETER" => "A parameter has no value here; write the value itself.",
        "POSITIONAL_REFERENCE" => "Name the column instead of giving its position.",
        _ => $"A {kind.ToLowerInvariant().Replace('_', ' ')} may not stand in an expression.",
    };

    private void VisitColumn(JsonElement node)
    {
        var name = node.GetProperty("column_names")[0].GetString()!;
        if (!_lambdaParameters.Contains(name, StringComparer.OrdinalIgnoreCase) && !Columns.Contains(name))
        {
            Columns.Add(name);
        }
    }

    private void VisitFunction(JsonElement node)
    {
        var name = node.GetProperty("function_name").GetString()!.ToLowerInvariant();
        var schema = node.GetProperty("schema").GetString()!;
        if (schema is not ("" or "main"))
        {
            Object(node, $"'{schema}.{name}(…)' is not a plain call; write {name}({schema}, …) or {name}(…).");
        }
        else if (catalog.WhyNot(name) is { } reason)
        {
            Object(node, reason);
        }
        else if (IsAggregateCall(node))
        {
            Object(node, $"'{name}' is called with DISTINCT, FILTER or ORDER BY, which belong to aggregates.");
        }

        if (!node.GetProperty("is_operator").GetBoolean() && !Functions.Contains(name))
        {
            Functions.Add(name);
        }

        VisitParts(node, name);
    }

    private static bool IsAggregateCall(JsonElement node) =>
        node.GetProperty("distinct").GetBoolean()
        || node.GetProperty("filter").ValueKind != JsonValueKind.Null
        || node.GetProperty("order_bys").GetProperty("orders").GetArrayLength() > 0;

    private void VisitLambda(JsonElement node)
    {
        var before = _lambdaParameters.Count;
        AddParameters(node.GetProperty("lhs"));
        Visit(node.GetProperty("expr"));
        _lambdaParameters.RemoveRange(before, _lambdaParameters.Count - before);
    }

    // One parameter is a column; several are a row of them.
    private void AddParameters(JsonElement left)
    {
        if (left.TryGetProperty("column_names", out var names))
        {
            _lambdaParameters.Add(names[0].GetString()!);
        }
        else if (left.TryGetProperty("children", out var children))
        {
            foreach (var child in children.EnumerateArray())
            {
                AddParameters(child);
            }
        }
    }

    private void VisitParts(JsonElement part, string? caller)
    {
        if (part.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in part.EnumerateArray())
            {
                VisitPart(item, caller);
            }
        }
        else if (part.ValueKind == JsonValueKind.Object)
        {
            // A constant's value and a cast's type are data, not expressions.
            foreach (var property in part.EnumerateObject().Where(p => p.Name is not ("value" or "cast_type")))
            {
                VisitPart(property.Value, caller);
            }
        }
    }

    private void VisitPart(JsonElement part, string? caller)
    {
        if (part.ValueKind == JsonValueKind.Object && part.TryGetProperty("class", out _))
        {
            Visit(part, caller);
        }
        else
        {
            VisitParts(part, caller);
        }
    }

    private void Object(JsonElement node, string message)
    {
        var hasPlace = node.TryGetProperty("query_location", out var place)
            && place.TryGetUInt64(out _) && place.GetUInt64() < ulong.MaxValue;
        Objection ??= (message, hasPlace ? place.GetUInt64() : null);
    }
}
