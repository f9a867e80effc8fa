using System.Diagnostics;
using System.Net;

namespace Millrace.Benchmarks.Http;

/// <summary>
/// Loads a server from one thread that polls its connections and never sleeps, so that it takes a core of its own and
/// the server's answers do not wait for it.
/// </summary>
/// <param name="server">Where.</param>
/// <param name="requests">Whole HTTP requests, sent in turn.</param>
/// <param name="connectionCount">Kept-alive connections.</param>
internal sealed class LoadGenerator(IPEndPoint server, IReadOnlyList<byte[]> requests, int connectionCount)
{
    private readonly List<double> latenciesMs = [];
    private int sent;
    private string? answer;

    /// <summary>Closed loop: each connection sends its next request when it has the answer.</summary>
    public LoadResult RunClosed(TimeSpan duration) => Run(duration, connections =>
    {
        foreach (var connection in connections)
        {
            if (connection.DueAt is null)
            {
                Send(connection, Stopwatch.GetTimestamp());
            }
        }
    });

    /// <summary>Open loop: requests are due at random instants of a steady rate (Poisson), whether or not earlier ones were
    /// answered; one that finds no idle connection waits, and its latency counts from when it was due.</summary>
    public LoadResult RunOpen(TimeSpan duration, double requestsPerSecond, int seed)
    {
        var random = new Random(seed);
        double due = Stopwatch.GetTimestamp();
        return Run(duration, connections =>
        {
            foreach (var connection in connections)
            {
                if (due > Stopwatch.GetTimestamp())
                {
                    return;
                }

                if (connection.DueAt is null)
                {
                    Send(connection, (long)due);
                    due -= Math.Log(1 - random.NextDouble()) / requestsPerSecond * Stopwatch.Frequency;
                }
            }
        });
    }

    private LoadResult Run(TimeSpan duration, Action<LoadConnection[]> sendDue)
    {
        var connections = Enumerable.Range(0, connectionCount).Select(_ => new LoadConnection(server)).ToArray();
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            sendDue(connections);
            foreach (var connection in connections)
            {
                Finish(connection);
            }
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        Array.ForEach(connections, connection => connection.Dispose());
        if (answer is null)
        {
            throw new InvalidOperationException($"The server answered nothing within {duration.TotalSeconds} s.");
        }

        latenciesMs.Sort();
        return new LoadResult(latenciesMs.Count, latenciesMs.Count / elapsed.TotalSeconds, Quantile(0.5), Quantile(0.99), answer);
    }

    private void Send(LoadConnection connection, long dueAt) => connection.Send(requests[sent++ % requests.Count], dueAt);

    private void Finish(LoadConnection connection)
    {
        if (connection.DueAt is { } due && connection.TryFinish())
        {
            latenciesMs.Add(Stopwatch.GetElapsedTime(due).TotalMilliseconds);
            answer ??= connection.Body();
        }
    }

    private double Quantile(double share) => latenciesMs[Math.Min(latenciesMs.Count - 1, (int)(latenciesMs.Count * share))];
}

/// <summary>What a load found.</summary>
/// <param name="RequestCount">Answered.</param>
/// <param name="RequestsPerSecond">The same by time.</param>
/// <param name="P50Ms">Median latency.</param>
/// <param name="P99Ms">99th percentile.</param>
/// <param name="Answer">The first answer's body, as it travelled.</param>
internal sealed record LoadResult(int RequestCount, double RequestsPerSecond, double P50Ms, double P99Ms, string Answer);
