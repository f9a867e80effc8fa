namespace Millrace.Mlflow.Errors;

/// <summary>The error codes of MLflow's REST API that this server gives.</summary>
internal static class MlflowErrorCode
{
    public const string InvalidParameterValue = "INVALID_PARAMETER_VALUE";
    public const string ResourceAlreadyExists = "RESOURCE_ALREADY_EXISTS";
    public const string ResourceDoesNotExist = "RESOURCE_DOES_NOT_EXIST";
    public const string PermissionDenied = "PERMISSION_DENIED";
    public const string EndpointNotFound = "ENDPOINT_NOT_FOUND";
    public const string NotImplemented = "NOT_IMPLEMENTED";
    public const string TemporarilyUnavailable = "TEMPORARILY_UNAVAILABLE";
    public const string Cancelled = "CANCELLED";
    public const string InternalError = "INTERNAL_ERROR";

    /// <summary>The HTTP status that MLflow gives with a code.</summary>
    public static int HttpStatus(string code) => code switch
    {
        InvalidParameterValue or ResourceAlreadyExists => 400,
        PermissionDenied => 403,
        ResourceDoesNotExist or EndpointNotFound => 404,
        Cancelled => 499,
        NotImplemented => 501,
        TemporarilyUnavailable => 503,
        _ => 500,
    };
}
