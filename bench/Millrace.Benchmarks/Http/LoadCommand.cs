using System.CommandLine;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Millrace.Benchmarks.Http;

/// <summary>The load generator as a process of its own: <c>load URL --bodies FILE …</c> prints its <see cref="LoadResult"/> as JSON.</summary>
internal static class LoadCommand
{
    /// <summary>The command.</summary>
    public static Command Build()
    {
        var url = new Argument<Uri>("url") { Description = "Where to POST to; http, by address.", CustomParser = result => new Uri(result.Tokens[0].Value) };
        var bodies = new Option<FileInfo>("--bodies") { Description = "A file with a JSON body on each line, sent in turn.", Required = true };
        var connections = new Option<int>("--connections") { Description = "Kept-alive connections.", DefaultValueFactory = _ => 32 };
        var seconds = new Option<double>("--seconds") { Description = "How long.", DefaultValueFactory = _ => 5 };
        var rate = new Option<double?>("--rate") { Description = "Requests per second of an open loop; without it each connection sends when it has its answer." };
        var command = new Command("load", "Loads an HTTP endpoint and prints requests per second and latencies as JSON.")
        {
            url, bodies, connections, seconds, rate,
        };
        command.SetAction(async (parsed, ct) =>
        {
            var target = parsed.GetRequiredValue(url);
            var lines = await File.ReadAllLinesAsync(parsed.GetRequiredValue(bodies).FullName, ct);
            var generator = new LoadGenerator(
                new IPEndPoint(IPAddress.Parse(target.Host), target.Port), [.. lines.Select(line => Request(target, line))],
                parsed.GetValue(connections));
            var duration = TimeSpan.FromSeconds(parsed.GetValue(seconds));
            var result = parsed.GetValue(rate) is { } perSecond
                ? generator.RunOpen(duration, perSecond, Measuring.Setting.Seed)
                : generator.RunClosed(duration);
            Console.WriteLine(JsonSerializer.Serialize(result));
            return 0;
        });
        return command;
    }

    private static byte[] Request(Uri target, string body) => Encoding.UTF8.GetBytes(
        $"POST {target.AbsolutePath} HTTP/1.1\r\nHost: {target.Authority}\r\nContent-Type: application/json\r\n"
        + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
}
