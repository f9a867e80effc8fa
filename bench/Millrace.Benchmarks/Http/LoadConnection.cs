using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Millrace.Benchmarks.Http;

/// <summary>One kept-alive HTTP/1.1 connection, polled: neither sending nor receiving ever waits.</summary>
internal sealed class LoadConnection : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] received = new byte[64 * 1024];
    private int length;

    /// <summary>Connects.</summary>
    public LoadConnection(IPEndPoint server)
    {
        socket.Connect(server);
        socket.Blocking = false;
    }

    /// <summary>When the request that is under way was due, in stopwatch ticks; null when none is.</summary>
    public long? DueAt { get; private set; }

    /// <summary>Sends a whole request, which must fit the socket's buffer.</summary>
    public void Send(byte[] request, long dueAt)
    {
        (DueAt, length) = (dueAt, 0);
        if (socket.Send(request) != request.Length)
        {
            throw new InvalidOperationException("A request of the benchmark does not fit the socket's buffer.");
        }
    }

    /// <summary>Takes in what has arrived.</summary>
    /// <returns>True when the answer is complete.</returns>
    /// <exception cref="InvalidOperationException">The answer is not 200, or the connection was closed.</exception>
    public bool TryFinish()
    {
        var count = socket.Receive(received.AsSpan(length), SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock)
        {
            return false;
        }

        if (error != SocketError.Success || count == 0)
        {
            throw new InvalidOperationException($"The server closed the connection ({error}).");
        }

        length += count;
        if (!IsComplete())
        {
            return false;
        }

        DueAt = null;
        return true;
    }

    /// <summary>The newest complete answer's body, as it travelled.</summary>
    public string Body() => Encoding.UTF8.GetString(received.AsSpan(HeadLength(), length - HeadLength()));

    public void Dispose() => socket.Dispose();

    private bool IsComplete()
    {
        var head = HeadLength();
        if (head == 0)
        {
            return false;
        }

        var text = received.AsSpan(0, head);
        if (!text.StartsWith("HTTP/1.1 200"u8))
        {
            throw new InvalidOperationException($"The server answered: {Encoding.UTF8.GetString(received.AsSpan(0, length))}");
        }

        var name = text.IndexOf("Content-Length: "u8);
        return name < 0
            ? received.AsSpan(0, length).EndsWith("\r\n0\r\n\r\n"u8)
            : length == head + ParseLength(text[(name + "Content-Length: ".Length)..]);
    }

    private int HeadLength() => received.AsSpan(0, length).IndexOf("\r\n\r\n"u8) is >= 0 and var at ? at + 4 : 0;

    private static int ParseLength(ReadOnlySpan<byte> text) =>
        int.Parse(text[..text.IndexOf((byte)'\r')], CultureInfo.InvariantCulture);
}
