using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Problems;
using Millrace.Server.Commands;

namespace Millrace.Cli.Owner;

/// <summary>Has the process that owns the home run a command, and passes its words on as they come.</summary>
internal static class RemoteCommand
{
    public static async Task<Outcome<int>> RunAsync(
        Uri owner, string token, IReadOnlyList<string> arguments, string workingDirectory,
        Terminal.Terminal terminal, CancellationToken ct)
    {
        using var client = new HttpClient { BaseAddress = owner, Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(HttpMethod.Post, CommandEndpoint.Route)
        {
            Content = JsonContent.Create(new CommandRequest(arguments, workingDirectory), options: CanonicalJson.Options),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return response.IsSuccessStatusCode
                ? await PassOnAsync(response, terminal, ct)
                : CliProblems.OwnerRefused(owner, (int)response.StatusCode);
        }
        catch (HttpRequestException failure)
        {
            return CliProblems.OwnerUnreachable(owner, failure.Message);
        }
    }

    private static async Task<Outcome<int>> PassOnAsync(HttpResponseMessage response, Terminal.Terminal terminal, CancellationToken ct)
    {
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(ct));
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            var said = JsonSerializer.Deserialize<CommandOutput>(line, CanonicalJson.Options);
            if (said?.ExitCode is { } code)
            {
                return code;
            }

            terminal.Machine.Write(said?.Machine);
            if (said?.People is { } words)
            {
                terminal.People.Profile.Out.Writer.Write(words);
            }
        }

        return CliProblems.OwnerStopped();
    }
}
