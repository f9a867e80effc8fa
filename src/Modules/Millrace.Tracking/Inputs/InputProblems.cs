using Millrace.Kernel.Problems;

namespace Millrace.Tracking.Inputs;

internal static class InputProblems
{
    public static Problem ModelNotJson(string text) => new(
        "tracking.model-json-invalid", ProblemKind.Invalid,
        $"Malformed model info. '{(text.Length <= 200 ? text : text[..200] + "…")}' is not a valid JSON object.", "Send what the file MLmodel has, as JSON.");

    public static Problem ModelIncomplete(IReadOnlyList<string> missing) => new(
        "tracking.model-json-incomplete", ProblemKind.Invalid,
        $"Model json is missing mandatory fields: {string.Join(", ", missing.Select(name => $"'{name}'"))}.", null);

    public static Problem DatasetsOfNothing() => new(
        "tracking.dataset-search", ProblemKind.Invalid, "SearchDatasets request must specify at least one experiment_id.", null);

    public static Problem DatasetsOfTooMany(int count, int most) => new(
        "tracking.dataset-search", ProblemKind.Invalid,
        $"SearchDatasets request cannot specify more than {most} experiment_ids. Received {count} experiment_ids.", "Ask in parts.");
}
