using Millrace.Kernel.Problems;

namespace Millrace.Tracking.Artifacts;

internal static class ArtifactProblems
{
    public static Problem PathInvalid(string path) => new(
        "tracking.path-invalid", ProblemKind.Invalid, $"Invalid path: '{Cut(path)}' is no path of an artifact.",
        "Use names joined by '/', without '..', '#', '?', a leading '/', a drive, a backslash or control characters.");

    public static Problem PathTooLong(string path) => new(
        "tracking.path-too-long", ProblemKind.Invalid,
        $"Invalid path: '{Cut(path)}' is longer than {ArtifactPath.MostBytes} bytes.", "Use shorter names or fewer folders.");

    public static Problem NotFound(string path) => new(
        "tracking.artifact-not-found", ProblemKind.NotFound, $"No such artifact: '{Cut(path)}'.", null);

    public static Problem IsFolder(string path) => new(
        "tracking.artifact-is-folder", ProblemKind.NotFound, $"No such artifact: '{Cut(path)}' is a folder, not a file.", "List it, and ask for its files.");

    public static Problem FolderInTheWay(string path) => new(
        "tracking.path-taken", ProblemKind.Conflict, $"'{Cut(path)}' is a folder with artifacts and cannot become a file.", "Use another name.");

    public static Problem FileInTheWay(string path) => new(
        "tracking.path-taken", ProblemKind.Conflict, $"'{Cut(path)}' is a file and cannot hold other artifacts.", "Use another folder.");

    public static Problem LocationNotServed(string uri) => new(
        "tracking.location-not-served", ProblemKind.Invalid,
        $"The artifact location '{Cut(uri)}' is not served here: clients read and write it by themselves.",
        "Use an experiment without a location of its own, or one that begins with 'mlflow-artifacts:/'.");

    public static Problem MultipartNotImplemented() => new(
        "tracking.multipart-not-implemented", ProblemKind.Invalid,
        "Multipart upload is not supported for the current artifact repository: a file is sent whole, in one streamed request.", null);

    public static Problem PresignedNotImplemented() => new(
        "tracking.presigned-not-implemented", ProblemKind.Invalid,
        "Presigned URLs are not supported for the current artifact repository: files are served by this server.", null);

    public static Problem UploadLacks(string what) => new(
        "tracking.upload-incomplete", ProblemKind.Invalid, $"Request must specify {what}.", null);

    public static Problem UploadTooLarge(long mostBytes) => new(
        "tracking.upload-too-large", ProblemKind.Invalid,
        $"Artifact size is too large. Max size is {mostBytes / 1024 / 1024}MB.", "Upload it through /api/2.0/mlflow-artifacts/artifacts, which has no limit.");

    public static Problem QueryLacks(string parameter) => new(
        "tracking.query-incomplete", ProblemKind.Invalid, $"Request must specify the query parameter '{parameter}'.", null);

    private static string Cut(string text) => text.Length <= 200 ? text : text[..200] + "…";
}
