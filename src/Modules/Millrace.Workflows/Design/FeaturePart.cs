using Millrace.Workflows.DesignVerdicts;
using Millrace.Workflows.Language;
using Millrace.Workflows.Rules;
using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Design;

/// <summary>2. Feature Engineering.</summary>
internal static class FeaturePart
{
    private const string Guarded = "high, guarded";

    public static void Write(MarkdownPage page, DesignFacts facts)
    {
        page.Heading(2, "2. Feature Engineering");
        DataPart.Write(page, facts);
        page.Heading(3, "Features");
        page.Paragraph(
            "One definition serves training and serving. Windows look only at rows that had happened and were known before the row asked for.");
        page.Table(
            ["Feature", "Type", "Source", "Transformation", "Description", "Expected distribution", "Leakage risk", "Importance"],
            facts.File.Features.Views.SelectMany(view => OfView(facts, view.Key, view.Value))
                .Concat(facts.File.Features.OnDemand.Select(feature => OnDemand(facts, feature.Key, feature.Value))));
        WriteStore(page, facts);
    }

    private static IEnumerable<IReadOnlyList<string>> OfView(DesignFacts facts, string name, FeatureView view) =>
        from aggregate in view.Aggregates
        from window in view.Windows
        let column = (aggregate.Value as ColumnAggregate)?.Column
        let feature = $"{name}_{aggregate.Key}_{window.Text}"
        select (IReadOnlyList<string>)
        [
            $"`{feature}`", "double", $"view {name}, entity {view.Entity}",
            $"{aggregate.Value.Chosen}({column ?? "*"}) over {window} by {By(facts.File.Features.Entities[view.Entity], view)}",
            view.Description, Expected(view.Expected),
            $"{(column is not null && facts.Workflow.Lineage.Late.Contains(column) ? Guarded : "medium, guarded")}: {view.Leakage ?? "not documented"}",
            Importance(facts, feature),
        ];

    private static IReadOnlyList<string> OnDemand(DesignFacts facts, string name, OnDemand feature) =>
    [
        $"`{name}`", WordShape.Of(feature.Type), "request", $"`{feature.Expression}`", feature.Description, Expected(feature.Expected),
        $"{(facts.Workflow.Lineage.Temporal.Contains(name) ? "low" : "none")}: {feature.Leakage ?? "not documented"}",
        Importance(facts, name),
    ];

    private static string By(Entity entity, FeatureView view) => entity.Keys.Count == 0
        ? "all rows"
        : string.Join(", ", entity.Keys.Select(key => view.On.TryGetValue(key, out var here) ? $"{key} = {here}" : key));

    private static string Expected(Expected? expected)
    {
        if (expected is null)
        {
            return "any";
        }

        var range = expected is { Min: null, Max: null } ? "" : Said.Invariant($"{expected.Min?.ToString(null, System.Globalization.CultureInfo.InvariantCulture) ?? "any"} to {expected.Max?.ToString(null, System.Globalization.CultureInfo.InvariantCulture) ?? "any"}");
        var missing = expected.NullShare is { } share ? $"at most {Said.Percent(share)} missing" : "";
        return string.Join(", ", new[] { range, missing }.Where(part => part.Length > 0));
    }

    private static string Importance(DesignFacts facts, string feature) => DesignFacts.OrNotRun(facts.Run.Evaluation, report =>
        report.Importance.FirstOrDefault(found => found.Feature == feature) is { } found ? Said.Value(found.Drop) : "–");

    private static void WriteStore(MarkdownPage page, DesignFacts facts)
    {
        var features = facts.File.Features;
        page.Heading(3, "Feature store");
        var windows = features.Views.Values.Sum(view => view.Windows.Count * view.Aggregates.Count);
        page.Paragraph(windows == 0
            ? "Decision: none is needed; every feature comes from the request."
            : $"Decision: {WordShape.Of(features.Store)}. {Said.Count(windows)} of {Said.Count(windows + features.OnDemand.Count)} features are windows over the past, "
                + "which a request cannot carry; they are materialized after training and computed at the moment of the request from the same definition. "
                + $"The longest window is {features.Views.Values.SelectMany(view => view.Windows).MaxBy(window => window.Length)}, so at most that much history is kept online.");
    }
}
