using System.Text.RegularExpressions;
using Millrace.Data.Contracts;
using Millrace.DuckDb;
using Millrace.DuckDb.Expressions;
using Millrace.Features.Contracts;

namespace Millrace.Features.Binding;

/// <summary>Binds all definitions of a feature set and collects every problem.</summary>
internal sealed partial class FeatureBinder(FeatureSetSpec spec, IReadOnlyList<DatasetColumn> preparedColumns)
{
    private readonly Findings findings = new();
    private readonly FeatureScope scope = new(preparedColumns);

    /// <summary>What is wrong, in the order of the file.</summary>
    public IReadOnlyList<FeatureFinding> Findings => findings.All;

    /// <summary>The plan as far as it goes; whole when there are no findings.</summary>
    public FeaturePlan Bind()
    {
        using var database = DuckDatabase.Open(null, new DuckDbOptions { Threads = 1 });
        using var connection = database.Connect();
        var guard = new ExpressionGuard(connection);
        var lineage = new ColumnLineage(spec.Prepare, preparedColumns, guard);
        var late = new LateKnowledge(spec, lineage);
        CheckColumns();
        var viewBinder = new ViewBinder(spec, scope, late, findings);
        viewBinder.BindEntities();
        var views = spec.Views.Select(view => BindView(viewBinder, view)).ToList();
        var expressions = new ExpressionBinder(guard, scope, late, findings);
        var onDemand = spec.OnDemand.Select(feature => BindOnDemand(expressions, feature)).OfType<BoundExpression>().ToList();
        var baselines = spec.Baselines.Select(baseline => expressions.BindBaseline(baseline.Key, baseline.Value))
            .OfType<BoundExpression>().ToList();
        var documentation = new Documentation(spec, scope, lineage);
        return new FeaturePlan(
            views, onDemand, baselines,
            [.. views.SelectMany(documentation.Of), .. onDemand.Select(documentation.Of)],
            documentation.RequestFields(views, [.. onDemand, .. baselines]));
    }

    private void CheckColumns()
    {
        CheckTime("event time", spec.Prepare.EventTime, "event_time");
        if (spec.Prepare.CreatedTime is { } created)
        {
            CheckTime("created time", created, "created_time");
        }

        if (scope.Column(spec.Target) is not { } target)
        {
            findings.Add(FeaturesProblems.UnknownColumn("The problem's target", spec.Target, scope.ColumnNames), "problem", "target");
        }
        else if (!FeatureTypes.IsNumeric(target.Type))
        {
            findings.Add(FeaturesProblems.TargetType(target.Name, target.Type), "problem", "target");
        }
    }

    private void CheckTime(string role, string column, string key)
    {
        if (scope.Column(column) is not { } found)
        {
            findings.Add(FeaturesProblems.UnknownColumn($"The {role}", column, scope.ColumnNames), "data", key);
        }
        else if (found.Type != "timestamp")
        {
            findings.Add(FeaturesProblems.TimeType(role, column, found.Type), "data", key);
        }
    }

    private BoundView BindView(ViewBinder binder, ViewSpec view)
    {
        string[] path = ["features", "views", view.Name];
        var bound = binder.Bind(view);
        foreach (var name in bound.FeatureNames)
        {
            AddFeature(name, "DOUBLE", path);
        }

        return bound;
    }

    private BoundExpression? BindOnDemand(ExpressionBinder binder, OnDemandSpec feature)
    {
        var bound = binder.Bind(feature);
        AddFeature(feature.Name, bound?.SqlType ?? "double", ["features", "on_demand", feature.Name]);
        return bound;
    }

    private void AddFeature(string name, string type, string[] path)
    {
        if (!Identifier().IsMatch(name))
        {
            findings.Add(FeaturesProblems.InvalidName("a feature", name), path);
        }

        if (scope.IsFeature(name))
        {
            findings.Add(FeaturesProblems.DuplicateName(name), path);
        }
        else if (scope.Column(name) is not null)
        {
            findings.Add(FeaturesProblems.NameTaken(name), path);
        }

        scope.Add(name, type);
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_]{0,127}\z")]
    private static partial Regex Identifier();
}
