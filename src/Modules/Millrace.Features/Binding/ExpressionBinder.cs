using Millrace.DuckDb.Expressions;
using Millrace.Features.Contracts;

namespace Millrace.Features.Binding;

/// <summary>Binds on-demand features and rule baselines.</summary>
internal sealed class ExpressionBinder(ExpressionGuard guard, FeatureScope scope, LateKnowledge late, Findings findings)
{
    /// <summary>Binds an on-demand feature over columns and the features before it; null when it cannot be.</summary>
    public BoundExpression? Bind(OnDemandSpec feature)
    {
        string[] path = ["features", "on_demand", feature.Name];
        var isKnownType = FeatureTypes.Names.Contains(feature.Type);
        if (!isKnownType)
        {
            findings.Add(FeaturesProblems.UnknownType(feature.Name, feature.Type, FeatureTypes.Names), [.. path, "type"]);
        }

        ExpectedRange.Check(feature.Expected, $"Feature '{feature.Name}'", findings, [.. path, "expected"]);
        return Bind(
            $"Feature '{feature.Name}'", feature.Name, isKnownType ? feature.Type : "varchar", feature.Expression, [.. path, "expression"]);
    }

    /// <summary>Binds a rule baseline over columns and all features; null when it cannot be.</summary>
    public BoundExpression? BindBaseline(string name, string sql) =>
        Bind($"Baseline '{name}'", name, "double", sql, ["problem", "baselines", name, "expression"]);

    private BoundExpression? Bind(string subject, string name, string type, string sql, string[] path)
    {
        var check = guard.Check(sql);
        if (check.IsAccepted && Refused(subject, check.Expression, path))
        {
            return null;
        }

        check = check.IsAccepted ? guard.Bind(sql, scope.Schema) : check;
        if (!check.IsAccepted)
        {
            findings.Add(FeaturesProblems.Expression(subject, sql, check.Refusal), path);
            return null;
        }

        var given = check.Expression.Type!.Sql.ToLowerInvariant();
        if (!CanCast(given, type))
        {
            findings.Add(FeaturesProblems.ExpressionType(subject, given, type), path);
        }

        return new BoundExpression(name, type, check.Expression);
    }

    private bool Refused(string subject, ScalarExpression expression, string[] path)
    {
        var before = findings.All.Count;
        foreach (var function in expression.VolatileFunctions)
        {
            findings.Add(FeaturesProblems.NotRepeatable(subject, function), path);
        }

        foreach (var name in expression.Columns)
        {
            if (scope.Column(name) is null && !scope.IsFeature(name))
            {
                findings.Add(FeaturesProblems.UnknownName(subject, name, scope.Names), path);
            }
            else if (late.ReasonAgainst(name) is { } reason)
            {
                findings.Add(FeaturesProblems.LeaksFuture(subject, name, reason), path);
            }
        }

        return findings.All.Count > before;
    }

    // DuckDB itself would bind a cast from DATE to DOUBLE and fail on the first value.
    private static bool CanCast(string from, string to) => to == "varchar" || from == "varchar" || FeatureTypes.IsNumeric(from);
}
