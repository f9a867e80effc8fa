using Millrace.Embedded.Blobs;
using Millrace.Embedded.Jobs;
using Millrace.Kernel.Homes;
using Millrace.Training;

namespace Millrace.Server.Composition;

/// <summary>Worker processes: this same program, started with <c>worker</c>. They write blobs, never tables.</summary>
public static class Workers
{
    /// <summary>How a worker of a home is started.</summary>
    public static WorkerCommand Command(string home)
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is not known.");
        var entry = System.Reflection.Assembly.GetEntryAssembly()?.Location;
        var isHost = Path.GetFileNameWithoutExtension(program) == "dotnet" && entry is not null;
        string[] arguments = ["worker", "--home", Path.GetFullPath(home), "--job"];
        return new WorkerCommand(program, isHost ? [entry!, .. arguments] : arguments);
    }

    /// <summary>Does one job and gives the exit code.</summary>
    /// <param name="home">The home whose blobs it reads and writes.</param>
    /// <param name="job">The job's folder.</param>
    /// <param name="ct">Stops it.</param>
    public static Task<int> RunAsync(string home, string job, CancellationToken ct) =>
        JobWorker.RunAsync(job, TrainingSetup.JobHandlers(), new FileBlobStore(new HomeLayout(Path.GetFullPath(home)).Blobs), ct);
}
