using Millrace.Kernel.Problems;

namespace Millrace.Tracking.LoggedModels;

internal static class LoggedModelProblems
{
    public static Problem NotFound(string model) => new(
        "tracking.logged-model-not-found", ProblemKind.NotFound, $"Logged model with ID '{Cut(model)}' not found.", null);

    public static Problem TagNotFound(string model, string key) => new(
        "tracking.logged-model-tag-not-found", ProblemKind.NotFound, $"No tag with key '{Cut(key)}' found for model with ID '{model}'.", null);

    public static Problem NameInvalid(string name) => new(
        "tracking.logged-model-name-invalid", ProblemKind.Invalid, $"Invalid model name ('{Cut(name)}') provided.",
        "Model name must be a non-empty string of at most 500 characters and cannot contain the following characters: / : . % \" '");

    public static Problem StatusUnknown(string status) => new(
        "tracking.logged-model-status-unknown", ProblemKind.Invalid, $"Unknown model status: {Cut(status)}.",
        "Use LOGGED_MODEL_PENDING, LOGGED_MODEL_READY or LOGGED_MODEL_UPLOAD_FAILED.");

    public static Problem ParamChanged(string model, string key, string old, string wanted) => new(
        "tracking.logged-model-param-changed", ProblemKind.Conflict,
        $"Changing param values is not allowed. Param with key='{Cut(key)}' was already logged with value='{Cut(old)}' for model '{model}'. "
        + $"Attempted logging new value '{Cut(wanted)}'.",
        "Parameters never change; use a tag, or another model.");

    public static Problem DatasetUnnamed() => new(
        "tracking.logged-model-dataset-unnamed", ProblemKind.Invalid, "`dataset_name` in the `datasets` clause must be specified.", null);

    public static Problem TokenOfAnother() => new(
        "tracking.logged-model-page-token", ProblemKind.Invalid,
        "The page token does not match the requested experiment IDs, filter string or order by.", "Ask for the next page with the search that gave the token.");

    private static string Cut(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
