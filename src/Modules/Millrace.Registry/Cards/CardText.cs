using System.Globalization;
using Millrace.Registry.Ledger;
using Millrace.Training.Contracts;

namespace Millrace.Registry.Cards;

/// <summary>Writes a card from its facts.</summary>
internal sealed class CardText(CardFacts facts, CardPage page)
{
    private const int MostSlices = 12;
    private const int MostFeatures = 15;
    private const int MostColumns = 40;

    public static string Of(CardFacts facts)
    {
        var page = new CardPage();
        CardFrontMatter.Write(facts, page);
        var card = new CardText(facts, page);
        card.WriteTitle();
        card.WriteEvaluation();
        card.WriteSlices();
        card.WriteRun();
        card.WriteData();
        card.WriteFeatures();
        card.WriteTraining();
        card.WriteOrigin();
        return page.ToString();
    }

    private void WriteTitle()
    {
        var version = facts.Version;
        page.Line($"# {CardPage.Plain(version.Model)}, version {version.Version}{(version.SemanticVersion is { } semantic ? $" ({semantic})" : "")}");
        page.Line();
        foreach (var description in new[] { facts.ModelDescription, version.Description }.Where(description => !string.IsNullOrEmpty(description)))
        {
            page.Line(CardPage.Plain(description));
            page.Line();
        }

        if (facts.Trained is { } trained)
        {
            page.Line($"Predicts `{CardPage.Plain(trained.Spec.Problem.Target)}` ({trained.Spec.Problem.Type.Replace('_', ' ')}) with {trained.Engine}.");
        }

        var owners = facts.Told("owners") ?? facts.Told("owner") ?? facts.Run?.User;
        page.Line($"Stage {version.Stage}, registered {Time(version.CreatedAtUtc)}{(owners is null ? "" : $", owned by {CardPage.Plain(owners)}")}.");
    }

    private void WriteEvaluation()
    {
        if (facts.Evaluation is not { } report)
        {
            return;
        }

        page.Heading("How good it is");
        page.Line($"On {CardPage.Count(report.RowCount)} test rows that nothing was fitted or tuned on, {CardPage.Count(report.PositiveCount)} of them positive; decisions at {CardPage.Number(report.Candidate.DecisionThreshold)}. Intervals are from resamples of whole blocks; differences are on the same resamples.");
        page.Line();
        page.Table(
            ["metric", "value", "interval", .. report.Baselines.Select(baseline => $"more than {CardPage.Plain(baseline.Name)}")],
            report.Candidate.Metrics.Select(metric => (IReadOnlyList<string?>)
            [
                metric.Key, Value(metric.Value.Value), Interval(metric.Value),
                .. report.Baselines.Select(baseline => baseline.Differences.GetValueOrDefault(metric.Key) is { } difference
                    ? $"{Value(difference.Value)} {Interval(difference)}"
                    : null),
            ]));
    }

    private void WriteSlices()
    {
        if (facts.Evaluation is not { Slices: { Count: > 0 } slices } report)
        {
            return;
        }

        var metric = facts.Trained?.Spec.Problem.EvaluationMetric ?? report.Candidate.Metrics.Keys.First();
        page.Heading("Where it is weaker");
        page.Line($"The slices with the lowest {metric}, of {slices.Count}.");
        page.Line();
        page.Table(
            ["slice", "rows", "positive", metric],
            slices.Where(slice => slice.Metrics.TryGetValue(metric, out var value) && !double.IsNaN(value)).OrderBy(slice => slice.Metrics[metric]).Take(MostSlices)
                .Select(slice => (IReadOnlyList<string?>)[slice.Slice, CardPage.Count(slice.RowCount), Value(slice.PositiveShare), Value(slice.Metrics[metric])]));
    }

    // What MLflow's clients logged is all that is known of a version that no workflow registered.
    private void WriteRun()
    {
        if (facts.Evaluation is not null || facts.Run is not { } run)
        {
            return;
        }

        page.Heading("What its run logged");
        page.Table(["metric", "value"], run.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal).Select(metric => (IReadOnlyList<string?>)[metric.Key, Value(metric.Value)]));
        page.Line();
        page.Table(["parameter", "value"], run.Params.OrderBy(param => param.Key, StringComparer.Ordinal).Select(param => (IReadOnlyList<string?>)[param.Key, param.Value]));
        page.Line();
        page.Table(["data", "digest", "used for"], run.Inputs.Select(input => (IReadOnlyList<string?>)[input.Name, input.Digest, input.Context]));
    }

    private void WriteData()
    {
        if (facts.Dataset is not { } dataset)
        {
            return;
        }

        page.Heading("Data");
        page.Line($"Dataset `{CardPage.Plain(dataset.Name)}`, version `{facts.Version.Dataset}`: {CardPage.Count(dataset.RowCount)} rows, {dataset.Columns.Count} columns.");
        page.Line();
        page.Table(
            ["column", "type", "missing", "different", "least", "greatest", "mean"],
            (facts.Profile?.Columns ?? []).Take(MostColumns).Select(column => (IReadOnlyList<string?>)
            [
                column.Name, column.Type, CardPage.Count(column.NullCount), CardPage.Count(column.DistinctCount), column.Min, column.Max,
                column.Mean is { } mean ? Value(mean) : null,
            ]));
    }

    private void WriteFeatures()
    {
        if (facts.Features is not { } features)
        {
            return;
        }

        page.Heading("Features");
        page.Line($"{features.Features.Count} features; definitions `{facts.Version.FeatureSet}`.{(facts.Evaluation is { Importance.Count: > 0 } ? " How much the evaluation metric falls when one is shuffled:" : "")}");
        page.Line();
        page.Table(
            ["feature", "drop"],
            (facts.Evaluation?.Importance ?? []).Take(MostFeatures).Select(importance => (IReadOnlyList<string?>)[importance.Feature, Value(importance.Drop)]));
    }

    private void WriteTraining()
    {
        if (facts.Trained is not { } trained)
        {
            return;
        }

        page.Heading("Training");
        page.Line($"{trained.Engine}, seed {trained.Spec.Seed}, {CardPage.Count(trained.TrainRowCount)} rows, best round {trained.BestRound}. Preprocessing and model are one ONNX graph.");
        page.Line();
        page.Table(["parameter", "value"], trained.Parameters.OrderBy(parameter => parameter.Key, StringComparer.Ordinal).Select(parameter => (IReadOnlyList<string?>)[parameter.Key, Value(parameter.Value)]));
    }

    private void WriteOrigin()
    {
        var version = facts.Version;
        page.Heading("Where it comes from");
        page.Table(["what", "value"], new (string What, string? Value)[]
        {
            ("source", version.Source), ("run", version.Run?.ToString()), ("workflow", version.Workflow), ("git commit", facts.Run?.GitCommit),
            ("dataset version", version.Dataset?.ToString()), ("feature definitions", version.FeatureSet?.ToString()),
            ("trained model", version.TrainedModel?.ToString()), ("evaluation", version.Evaluation?.ToString()), ("serving graph", version.Onnx?.ToString()),
        }.Where(fact => fact.Value is not null).Select(fact => (IReadOnlyList<string?>)[fact.What, fact.Value]));
        page.Line();
        page.Table(
            ["when", "what", "from", "to", "by", "why"],
            facts.Ledger.Where(entry => entry.Kind is LedgerKind.Stage or LedgerKind.Gates or LedgerKind.Approval).Select(entry => (IReadOnlyList<string?>)
                [Time(entry.AtUtc), entry.Kind, entry.From, entry.To, entry.Actor, entry.Reason]));
    }

    private static string Interval(MetricEstimate estimate) =>
        double.IsNaN(estimate.Low) || double.IsNaN(estimate.High) ? "" : $"[{CardPage.Number(estimate.Low)}, {CardPage.Number(estimate.High)}]";

    private static string Value(double value) => double.IsNaN(value) ? "–" : CardPage.Number(value);

    private static string Time(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
