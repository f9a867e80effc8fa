using Millrace.Kernel.Problems;

namespace Millrace.Serving;

internal static class ServingProblems
{
    public static Problem EndpointNotFound(string endpoint, IEnumerable<string> known) => new(
        "serving.endpoint-not-found", ProblemKind.NotFound,
        $"There is no endpoint '{endpoint}'. {DidYouMean.Hint(endpoint, known)}",
        "Deploy one by running its workflow: millrace run workflow.yaml");

    public static Problem ModelNotServed(string model, IEnumerable<string> known) => new(
        "serving.model-not-served", ProblemKind.NotFound,
        $"No model '{model}' is in Production. {DidYouMean.Hint(model, known)}",
        "Look at its versions with: millrace models list");

    public static Problem VersionNotServed(string model, string version, int served) => new(
        "serving.version-not-served", ProblemKind.NotFound,
        $"Model '{model}' is served in version {served}, not '{version}'.",
        $"Ask without a version, or for version {served}.");

    public static Problem BodyNotJson(string why) => new(
        "serving.body-not-json", ProblemKind.Invalid, $"The request body is not a JSON object: {why}", "Send one JSON object.");

    public static Problem FieldMissing(string field, string type) => new(
        "serving.field-missing", ProblemKind.Invalid, $"The request has no field '{field}' ({type}).",
        $"Add \"{field}\" to the body; null is allowed when it is unknown.");

    public static Problem FieldUnknown(string field, IEnumerable<string> known) => new(
        "serving.field-unknown", ProblemKind.Invalid,
        $"The request has a field '{field}' that no feature uses. {DidYouMean.Hint(field, known)}", "Leave it out.");

    public static Problem FieldType(string field, string type, string got) => new(
        "serving.field-type", ProblemKind.Invalid, $"The field '{field}' must be {type}, but got {got}.", null);

    public static Problem LookupMissing(string source, string key, string value) => new(
        "serving.lookup-missing", ProblemKind.Invalid, $"'{value}' is not a known {key} of '{source}'.",
        "Training put such rows into quarantine, so the model has never seen one.");

    public static Problem TensorMissing(string name, string type, int width) => new(
        "serving.tensor-missing", ProblemKind.Invalid, $"The request has no input tensor '{name}' ({type}, shape [N, {width}]).", "Add it to \"inputs\".");

    public static Problem TensorUnknown(string name, IEnumerable<string> known) => new(
        "serving.tensor-unknown", ProblemKind.Invalid,
        $"The model has no input tensor '{name}'. {DidYouMean.Hint(name, known)}", "Leave it out.");

    public static Problem TensorWrong(string name, string what) => new(
        "serving.tensor-wrong", ProblemKind.Invalid, $"The input tensor '{name}' {what}.", null);

    public static Problem OutputUnknown(string name, IEnumerable<string> known) => new(
        "serving.output-unknown", ProblemKind.Invalid,
        $"The model has no output '{name}'. {DidYouMean.Hint(name, known)}", "Leave \"outputs\" out to get them all.");

    public static Problem InferenceFailed(string model, int version, string why) => new(
        "serving.inference-failed", ProblemKind.Unavailable,
        $"Version {version} of model '{model}' could not compute an answer: {why}",
        "Compare the tensors with what training saw; if any request fails, roll back.");

    public static Problem ModelUnavailable(string endpoint, string why) => new(
        "serving.model-unavailable", ProblemKind.Unavailable,
        $"The model behind '{endpoint}' is unavailable and there is no fallback: {why}", "Run the workflow again, or roll back.");

    public static Problem GraphUnusable(string model, int version, string why) => new(
        "serving.graph-unusable", ProblemKind.Unavailable,
        $"The graph of model '{model}' version {version} cannot answer: {why}", "Run its workflow again; the steps that are lost are done anew.");
}
