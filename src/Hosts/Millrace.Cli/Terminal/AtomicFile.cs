using Millrace.Kernel.Problems;

namespace Millrace.Cli.Terminal;

/// <summary>Writes a file whole or not at all.</summary>
internal static class AtomicFile
{
    /// <exception cref="ProblemException">The place cannot be written to: <c>cli.file-unwritable</c>, or what the machine says.</exception>
    public static async Task WriteAsync(string path, string text, CancellationToken ct)
    {
        var unfinished = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(unfinished, text, ct);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (IOException failure)
        {
            throw new ProblemException(MachineProblems.From(failure) ?? CliProblems.Unwritable(path, failure.Message));
        }
        finally
        {
            Discard(unfinished);
        }
    }

    private static void Discard(string unfinished)
    {
        if (File.Exists(unfinished))
        {
            File.Delete(unfinished);
        }
    }
}
