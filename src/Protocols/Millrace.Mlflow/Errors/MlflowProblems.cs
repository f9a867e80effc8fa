using Millrace.Kernel.Problems;

namespace Millrace.Mlflow.Errors;

/// <summary>What can be wrong with a request before any store sees it; worded as MLflow words it.</summary>
internal static class MlflowProblems
{
    public const string EndpointNotFoundCode = "mlflow.endpoint-not-found";
    private const string SeeDocs = "See the API docs for more information about request parameters.";

    public static Problem Missing(string parameter) => new(
        "mlflow.parameter-missing", ProblemKind.Invalid, $"Missing value for required parameter '{parameter}'.", SeeDocs);

    public static Problem Wrong(string parameter, string value) => new(
        "mlflow.parameter-invalid", ProblemKind.Invalid, $"Invalid value {value} for parameter '{parameter}' supplied.", SeeDocs);

    public static Problem BodyNotJson(string detail) => new(
        "mlflow.body-not-json", ProblemKind.Invalid, $"The request's body is not a JSON object: {detail}", "Send one JSON object.");

    public static Problem ContentType(string? given) => new(
        "mlflow.content-type", ProblemKind.Invalid,
        $"Content-Type must be 'application/json', but got '{given}'.", "Set the header, or use a client that does.");

    public static Problem BodyTooLarge(long mostBytes) => new(
        "mlflow.body-too-large", ProblemKind.Invalid, $"The request's body has more than {mostBytes} bytes.", "Send it in parts.");

    public static Problem NotImplemented(string what) => new(
        "mlflow.not-implemented", ProblemKind.Invalid, $"This server does not implement '{what}' yet.", null);

    public static Problem EndpointNotFound(string path) => new(
        EndpointNotFoundCode, ProblemKind.NotFound, $"There is no API endpoint '{path}'.", null);

    public static Problem Unexpected(string reference) => new(
        "mlflow.unexpected", ProblemKind.Bug, $"The server met an error that nobody expected ({reference}).", "Its log has the details.");
}
