using System.Text;

namespace Millrace.Embedded.Jobs;

/// <summary>Appends whole lines that a follower sees at once. Thread safe.</summary>
internal sealed class LogWriter(string path) : IDisposable
{
    private readonly FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
    private readonly Lock gate = new();

    /// <summary>Writes one line; line breaks inside it become spaces.</summary>
    public void Write(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line.ReplaceLineEndings(" ") + "\n");
        lock (gate)
        {
            file.Write(bytes);
        }
    }

    public void Dispose() => file.Dispose();
}
