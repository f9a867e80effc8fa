using System.Globalization;
using Millrace.Data.Contracts;
using Millrace.Data.Preparation;
using Millrace.Data.Reading;
using Millrace.DuckDb;
using Millrace.DuckDb.Expressions;

namespace Millrace.Data.Checks;

/// <summary>Binds checks against the prepared columns and the sources they refer to.</summary>
internal sealed class CheckBinder(
    DuckConnection connection, ExpressionGuard guard, ColumnScope scope,
    IReadOnlyDictionary<string, IReadOnlyList<DatasetColumn>> sources, Findings findings)
{
    /// <summary>The checks that are good, in order; what is wrong with the others is found.</summary>
    public IReadOnlyList<BoundCheck> BindAll(IReadOnlyList<CheckSpec> checks)
    {
        var bound = new List<BoundCheck>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, check) in checks.Index())
        {
            var before = findings.All.Count;
            var name = CheckNaming.Unique(check, names);
            var candidate = Bind(index, check, name);
            if (findings.All.Count == before)
            {
                bound.Add(candidate);
            }
        }

        return bound;
    }

    private static string Number(int index) => index.ToString(CultureInfo.InvariantCulture);

    private BoundCheck Bind(int index, CheckSpec check, string name)
    {
        var none = new BoundCheck(index, check, name, [], null);
        if (!DataVocabulary.Checks.TryGetValue(check.Check, out var fields))
        {
            findings.Add(CheckProblems.UnknownCheck(check.Check), "checks", Number(index), "check");
            return none;
        }

        new CheckFieldRules(index, check, name, fields, findings).Apply();
        var columns = Columns(index, check);
        var values = new CheckValueRules(connection, index, check, name, findings);
        values.Apply(columns);
        if (check.Check == "foreign_key")
        {
            BindForeignKey(index, check, columns);
        }

        return check.Check == "expression" && check.Expression is not null
            ? BindExpression(none, values)
            : none with { Columns = columns };
    }

    private List<DatasetColumn> Columns(int index, CheckSpec check)
    {
        var columns = new List<DatasetColumn>();
        foreach (var name in check.Columns)
        {
            if (scope.Find(name) is { } column)
            {
                columns.Add(column);
            }
            else
            {
                findings.Add(PreparationProblems.ColumnMissing("The prepared data", name, scope.Names), "checks", Number(index), "columns");
            }
        }

        return columns;
    }

    private void BindForeignKey(int index, CheckSpec check, List<DatasetColumn> columns)
    {
        if (check.Source is null || check.Key is null)
        {
            return;
        }

        if (!sources.TryGetValue(check.Source, out var there))
        {
            findings.Add(PreparationProblems.UnknownSource(check.Source, sources.Keys), "checks", Number(index), "source");
            return;
        }

        var key = there.FirstOrDefault(column => string.Equals(column.Name, check.Key, StringComparison.OrdinalIgnoreCase));
        if (key is null)
        {
            findings.Add(
                PreparationProblems.ColumnMissing($"Source '{check.Source}'", check.Key, there.Select(column => column.Name)),
                "checks", Number(index), "key");
            return;
        }

        foreach (var column in columns.Where(column => !LookupBinder.AreComparable(column.Type, key.Type)))
        {
            findings.Add(PreparationProblems.KeyType(column.Name, column.Type, check.Source, key.Name, key.Type), "checks", Number(index), "columns");
        }
    }

    private BoundCheck BindExpression(BoundCheck none, CheckValueRules values)
    {
        var sql = none.Spec.Expression!;
        var answer = guard.Bind(sql, scope.Schema);
        if (!answer.IsAccepted)
        {
            findings.Add(PreparationProblems.Expression($"Check '{none.Name}'", sql, answer.Refusal), "checks", Number(none.Index), "expression");
            return none;
        }

        if (answer.Expression.VolatileFunctions is [var function, ..])
        {
            findings.Add(PreparationProblems.NotRepeatable($"Check '{none.Name}'", function), "checks", Number(none.Index), "expression");
        }

        values.MustBeBoolean(TypeNames.Of(answer.Expression.Type!));
        var columns = answer.Expression.Columns.Select(scope.Find).OfType<DatasetColumn>().ToList();
        return none with { Expression = answer.Expression, Columns = columns };
    }
}
