namespace Millrace.Embedded.Jobs;

/// <summary>How a worker process is started; the job's folder is appended as the last argument.</summary>
/// <param name="Executable">Absolute path, or a name on the PATH.</param>
/// <param name="Arguments">Before the folder, e.g. <c>worker --job</c>.</param>
public sealed record WorkerCommand(string Executable, IReadOnlyList<string> Arguments);
