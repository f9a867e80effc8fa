using System.Diagnostics;

namespace Millrace.Embedded.Jobs;

/// <summary>The last lines a process wrote to stderr: all there is to tell why it died.</summary>
internal sealed class LastWords
{
    private const int MostLines = 12;
    private readonly Queue<string> lines = new();
    private readonly Lock gate = new();

    /// <summary>Listens to both streams, so that neither fills up and stops the process.</summary>
    public void ListenTo(Process process)
    {
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    public override string ToString()
    {
        lock (gate)
        {
            return string.Join(" | ", lines);
        }
    }

    private void Keep(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (gate)
        {
            lines.Enqueue(line.Trim());
            if (lines.Count > MostLines)
            {
                lines.Dequeue();
            }
        }
    }
}
