using System.Globalization;

namespace Millrace.Registry.Cards;

/// <summary>The YAML before a card, as Hugging Face reads it.</summary>
internal static class CardFrontMatter
{
    private const string Task = "tabular-classification";

    public static void Write(CardFacts facts, CardPage page)
    {
        page.Line("---");
        if (facts.Told("license") is { Length: > 0 } license)
        {
            page.Line($"license: {CardPage.Quoted(license)}");
        }

        if (Library(facts) is { } library)
        {
            page.Line($"library_name: {CardPage.Quoted(library)}");
        }

        if (facts.Trained is not null)
        {
            page.Line($"pipeline_tag: {Task}");
        }

        WriteTags(facts, page);
        WriteIndex(facts, page);
        page.Line("---");
        page.Line();
    }

    // What a workflow serves is one ONNX graph; of others only a tag can say it.
    private static string? Library(CardFacts facts) => facts.Version.IsGuarded ? "onnx" : facts.Told("library_name");

    private static void WriteTags(CardFacts facts, CardPage page)
    {
        page.Line("tags:");
        foreach (var tag in new[] { "millrace", facts.Trained?.Engine }.OfType<string>().Concat(facts.Version.Aliases.Select(alias => $"alias:{alias}")))
        {
            page.Line($"- {CardPage.Quoted(tag)}");
        }
    }

    private static void WriteIndex(CardFacts facts, CardPage page)
    {
        var metrics = Metrics(facts).Where(metric => double.IsFinite(metric.Value)).ToList();
        if (metrics.Count == 0)
        {
            return;
        }

        page.Line("model-index:");
        page.Line($"- name: {CardPage.Quoted(facts.Version.Model)}");
        page.Line("  results:");
        page.Line("  - task:");
        page.Line($"      type: {(facts.Trained is null ? "other" : Task)}");
        page.Line("    dataset:");
        page.Line($"      name: {CardPage.Quoted(facts.Dataset?.Name ?? facts.Run?.Inputs.FirstOrDefault()?.Name ?? "unknown")}");
        page.Line("      type: tabular");
        if (facts.Evaluation is not null)
        {
            page.Line("      split: test");
        }

        if (facts.Version.Dataset is { } dataset)
        {
            page.Line($"      revision: {CardPage.Quoted(dataset.ToString())}");
        }

        page.Line("    metrics:");
        foreach (var (name, value) in metrics)
        {
            page.Line($"    - type: {CardPage.Quoted(name)}");
            page.Line($"      value: {value.ToString("R", CultureInfo.InvariantCulture)}");
        }
    }

    private static IEnumerable<KeyValuePair<string, double>> Metrics(CardFacts facts) =>
        facts.Evaluation?.Candidate.Metrics.Select(metric => KeyValuePair.Create(metric.Key, metric.Value.Value))
        ?? facts.Run?.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal).Select(metric => KeyValuePair.Create(metric.Key, metric.Value))
        ?? [];
}
