using System.Text;

namespace Millrace.Embedded.Jobs;

/// <summary>Reads a log that another process is writing, whole lines only.</summary>
internal sealed class LogReader(string path, int fromLine) : IDisposable
{
    private readonly MemoryStream partial = new();
    private FileStream? file;
    private int skip = fromLine;

    /// <summary>The lines that have been finished since the last call.</summary>
    public IEnumerable<string> ReadNew()
    {
        if (file is null && File.Exists(path))
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }

        for (int next; file is not null && (next = file.ReadByte()) >= 0;)
        {
            if (next != '\n')
            {
                partial.WriteByte((byte)next);
                continue;
            }

            var line = Encoding.UTF8.GetString(partial.GetBuffer(), 0, (int)partial.Length);
            partial.SetLength(0);
            if (skip-- <= 0)
            {
                skip = 0;
                yield return line;
            }
        }
    }

    public void Dispose()
    {
        file?.Dispose();
        partial.Dispose();
    }
}
