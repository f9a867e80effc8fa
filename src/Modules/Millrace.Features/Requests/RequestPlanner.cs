using Millrace.Data.Contracts;
using Millrace.DuckDb;
using Millrace.Features.Contracts;
using Millrace.Features.Expressions;
using Millrace.Kernel.Problems;

namespace Millrace.Features.Requests;

/// <summary>Compiles a feature set into a <see cref="RequestPlan"/>; every expression that serving cannot compute is a problem.</summary>
internal sealed class RequestPlanner(
    DuckConnection connection, FeatureSet features, IOnlineFeatures online, IReadOnlyDictionary<string, string> lookups)
{
    private readonly ExpressionSchema schema = new();
    private readonly List<Problem> problems = [];

    public Outcome<RequestPlan> Plan()
    {
        foreach (var field in features.RequestFields)
        {
            schema.Add(field.Name, ExpressionTypes.Of(field.Type) ?? ExpressionType.Text);
        }

        var tables = PlanLookups();
        var derived = PlanDerived();
        var views = online.Views.Select(PlanView).ToList();
        var onDemand = features.Spec.OnDemand.Select(feature => Compile(feature.Name, feature.Expression, feature.Type)).OfType<(CompiledExpression, int)>().ToList();
        var baselines = PlanBaselines();
        if (problems.Count > 0)
        {
            return Outcome<RequestPlan>.Failed(problems);
        }

        return new RequestPlan
        {
            Schema = schema,
            Lookups = tables,
            Derived = derived,
            EventTimeSlot = SlotOf(features.Spec.Prepare.EventTime),
            Views = views,
            OnDemand = onDemand,
            Baselines = baselines,
            FeatureSlots = [.. features.Features.Select(feature => SlotOf(feature.Name))],
        };
    }

    private List<(LookupTable Table, int KeySlot, int FirstSlot)> PlanLookups()
    {
        var planned = new List<(LookupTable, int, int)>();
        foreach (var spec in features.Spec.Prepare.Lookups.Where(lookup => schema.TryFind(lookup.On, out _)))
        {
            var table = LookupTable.Load(connection, spec, lookups[spec.Source]);
            var first = schema.Count;
            foreach (var (name, type) in spec.Columns.Values.Zip(table.Types))
            {
                schema.Add(name, type);
            }

            planned.Add((table, SlotOf(spec.On), first));
        }

        return planned;
    }

    // A derived column that needs what is only known later (the label) is not part of a request and is left out.
    private List<(CompiledExpression, int)> PlanDerived()
    {
        var planned = new List<(CompiledExpression, int)>();
        foreach (var column in features.Spec.Prepare.Derived)
        {
            if (Names(column).All(name => schema.TryFind(name, out _)) && Compile(column.Name, column.Expression, column.Type) is { } compiled)
            {
                planned.Add(compiled);
            }
        }

        return planned;
    }

    // A rule outside the online subset still is a baseline offline; only a fallback that names it is a problem.
    private Dictionary<string, (CompiledExpression, int)> PlanBaselines()
    {
        var planned = new Dictionary<string, (CompiledExpression, int)>(StringComparer.Ordinal);
        foreach (var (name, expression) in features.Spec.Baselines)
        {
            var compiled = ExpressionCompiler.Compile(connection, expression, ExpressionType.Double, schema);
            if (compiled.IsOk)
            {
                planned[name] = (compiled.Value, schema.Add($"_baseline_{name}", ExpressionType.Double));
            }
        }

        return planned;
    }

    private IReadOnlyList<string> Names(DerivedSpec column)
    {
        var check = new DuckDb.Expressions.ExpressionGuard(connection).Check(column.Expression);
        return check.Expression?.Columns ?? [];
    }

    private ViewPlan PlanView(IOnlineView view) => new(
        view, [.. view.QueryColumns.Select(SlotOf)], [.. view.FeatureNames.Select(name => schema.Add(name, ExpressionType.Double))]);

    private (CompiledExpression, int)? Compile(string name, string sql, string type)
    {
        if (ExpressionTypes.Of(type) is not { } target)
        {
            problems.Add(new Problem(
                "features.type-not-online", ProblemKind.Invalid, $"'{name}' has the type {type}, which serving cannot compute.",
                "Use double, integer, boolean, varchar or timestamp."));
            return null;
        }

        var compiled = ExpressionCompiler.Compile(connection, sql, target, schema);
        problems.AddRange(compiled.Problems);
        return compiled.IsOk ? (compiled.Value, schema.Add(name, target)) : null;
    }

    private int SlotOf(string name)
    {
        if (schema.TryFind(name, out var slot))
        {
            return slot;
        }

        problems.Add(new Problem(
            "features.column-not-online", ProblemKind.Invalid, $"'{name}' is needed at serving but cannot be computed from a request.",
            $"It must derive from these raw fields: {string.Join(", ", features.RequestFields.Select(field => field.Name))}."));
        return 0;
    }
}
