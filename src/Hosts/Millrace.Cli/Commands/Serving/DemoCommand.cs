using System.CommandLine;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Millrace.Cli.Commands.Workflows;
using Millrace.Cli.Owner;
using Millrace.Kernel.Problems;

namespace Millrace.Cli.Commands.Serving;

/// <summary><c>demo</c>: the whole life of the sample's model, and one answered request.</summary>
internal sealed class DemoCommand : MillraceCommand
{
    // A Saturday evening departure from Chicago at the end of June, seen by no training row.
    private static readonly JsonElement Request = JsonSerializer.SerializeToElement(new
    {
        date = "2001-06-30T18:05:00",
        origin = "ORD",
        destination = "LGA",
        distance = 733,
    });

    private readonly Option<string> workflow = new("--workflow") { Description = "The workflow file.", Required = true };

    public DemoCommand(CommandHost host)
        : base(
            host, "demo", "Runs the sample workflow, starts a server, sends it one request and stops it.",
            "millrace demo --workflow samples/flights/workflow.yaml")
        => Options.Add(workflow);

    public override bool MayRunRemotely => false;

    // The run and the server own the home one after the other, each in a process of its own, as a user would have it.
    public override HomeUse Uses(ParseResult parse) => HomeUse.None;

    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var home = HomeLocation.Find(parse.GetValue(CommandHost.HomeOption), invocation.WorkingDirectory);
        var opened = await Millrace.Server.Composition.MillraceApp.OpenAsync(home, ct);
        if (!opened.IsOk)
        {
            return opened.As<int>();
        }

        Outcome<RunResult> ran;
        await using (var app = opened.Value)
        {
            ran = await RunCommand.RunWorkflowAsync(invocation with { AppOrNull = app }, invocation.Resolve(parse.GetValue(workflow)!), ct);
        }

        if (!ran.IsOk || ran.Value.ExitCode != ProblemTable.ExitOk)
        {
            return ran.Map(result => result.ExitCode);
        }

        var asked = await AskServerAsync(invocation, home, ran.Value.Workflow.Endpoint!, ct);
        invocation.Terminal.Say("");
        invocation.Terminal.Say($"Start it yourself with: ./millrace server --home {home}");
        return asked;
    }

    private static async Task<Outcome<int>> AskServerAsync(Invocation invocation, string home, string endpoint, CancellationToken ct)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["server", "--home", home, "--port", "0", "--json"])
        {
            start.ArgumentList.Add(argument);
        }

        using var server = Process.Start(start)!;
        try
        {
            // A full pipe would stop the server, so its words are read and dropped.
            server.ErrorDataReceived += (_, _) => { };
            server.BeginErrorReadLine();
            var line = await server.StandardOutput.ReadLineAsync(ct);
            if (line is null)
            {
                return CliProblems.ServerDidNotStart();
            }

            using var ready = JsonDocument.Parse(line);
            return await AskAsync(invocation, ready.RootElement.GetProperty("url").GetString()!, endpoint, ct);
        }
        finally
        {
            await StopAsync(server);
        }
    }

    private static async Task<Outcome<int>> AskAsync(Invocation invocation, string url, string endpoint, CancellationToken ct)
    {
        using var client = new HttpClient();
        var target = new Uri($"{url}/endpoints/{endpoint}/predict");
        invocation.Terminal.Say("");
        invocation.Terminal.Say($"POST {target}");
        invocation.Terminal.Say($"  {Request.GetRawText()}");
        using var response = await client.PostAsJsonAsync(target, Request, ct);
        invocation.Terminal.Say($"{(int)response.StatusCode}  {await response.Content.ReadAsStringAsync(ct)}");
        return response.IsSuccessStatusCode ? ProblemTable.ExitOk : CliProblems.ServerRefused((int)response.StatusCode);
    }

    private static async Task StopAsync(Process server)
    {
        if (!server.HasExited)
        {
            Posix.Terminate(server.Id);
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await server.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            server.Kill(entireProcessTree: true);
        }
    }
}
