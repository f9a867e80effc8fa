using System.CommandLine;
using Millrace.Cli.Owner;
using Millrace.Cli.Terminal;
using Millrace.Kernel.Problems;
using Millrace.Server.Composition;

namespace Millrace.Cli.Commands;

/// <summary>Runs commands: in this process when it can own the home, else through the process that does.</summary>
internal sealed class CommandHost(
    Terminal.Terminal terminal, string workingDirectory, MillraceApp? openApp, IReadOnlyList<string> arguments)
{
    public static readonly Option<string?> HomeOption = new("--home")
    {
        Description = "Folder that holds everything (default: MILLRACE_HOME, else .millrace in the current directory).",
        Recursive = true,
    };

    public Terminal.Terminal Terminal => terminal;

    public async Task<int> RunAsync(MillraceCommand command, ParseResult parse, CancellationToken ct)
    {
        var isJson = parse.GetValue<bool>("--json");
        try
        {
            var outcome = await RunWhereItBelongsAsync(command, parse, isJson, ct);
            return outcome.Match(code => code, problems => ProblemPrinter.Print(terminal, problems, isJson));
        }
        catch (ProblemException failure)
        {
            return ProblemPrinter.Print(terminal, failure.Problems, isJson);
        }
        catch (OperationCanceledException)
        {
            return ProblemPrinter.Print(terminal, [CliProblems.Cancelled(command.Name)], isJson);
        }
        catch (Exception failure) when (MachineProblems.From(failure) is not null)
        {
            return ProblemPrinter.Print(terminal, [MachineProblems.From(failure)!], isJson);
        }
    }

    private async Task<Outcome<int>> RunWhereItBelongsAsync(
        MillraceCommand command, ParseResult parse, bool isJson, CancellationToken ct)
    {
        if (command.Uses(parse) == HomeUse.None || openApp is not null)
        {
            return await command.RunAsync(parse, new Invocation(terminal, isJson, workingDirectory, openApp), ct);
        }

        if (Environment.GetEnvironmentVariable("MILLRACE_URL") is { Length: > 0 } url && command.MayRunRemotely)
        {
            var given = Environment.GetEnvironmentVariable("MILLRACE_TOKEN") ?? "";
            return Uri.TryCreate(url, UriKind.Absolute, out var remote) && remote.Scheme is "http" or "https"
                ? await RemoteCommand.RunAsync(remote, given, arguments, workingDirectory, terminal, ct)
                : CliProblems.Usage($"MILLRACE_URL is '{url}', which is not an http address.", "MILLRACE_URL=http://127.0.0.1:8000 millrace models list");
        }

        var home = HomeLocation.Find(parse.GetValue(HomeOption), workingDirectory);
        var opened = await MillraceApp.OpenAsync(home, ct);
        if (!opened.IsOk)
        {
            return MillraceApp.OwnerOf(home) is { Url: { } ownerUrl, Token: { } token } && command.MayRunRemotely
                ? await RemoteCommand.RunAsync(ownerUrl, token, arguments, workingDirectory, terminal, ct)
                : opened.As<int>();
        }

        await using var app = opened.Value;
        return await command.RunAsync(parse, new Invocation(terminal, isJson, workingDirectory, app), ct);
    }
}
