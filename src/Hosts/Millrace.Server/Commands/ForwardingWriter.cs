using System.Text;

namespace Millrace.Server.Commands;

/// <summary>A text writer that hands on whole lines as they are finished, in order, without blocking the writer.</summary>
internal sealed class ForwardingWriter(Func<string, Task> send) : TextWriter
{
    private readonly object gate = new();
    private readonly StringBuilder line = new();
    private Task sent = Task.CompletedTask;

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (gate)
        {
            line.Append(value);
            if (value == '\n')
            {
                SendLine();
            }
        }
    }

    public override void Write(string? value)
    {
        lock (gate)
        {
            line.Append(value);
            if (value is not null && value.Contains('\n', StringComparison.Ordinal))
            {
                SendLine();
            }
        }
    }

    public override Task FlushAsync()
    {
        lock (gate)
        {
            SendLine();
            return sent;
        }
    }

    private void SendLine()
    {
        if (line.Length == 0)
        {
            return;
        }

        var text = line.ToString();
        line.Clear();
        sent = AfterAsync(sent, text);
    }

    private async Task AfterAsync(Task before, string text)
    {
        await before.ConfigureAwait(false);
        await send(text).ConfigureAwait(false);
    }
}
