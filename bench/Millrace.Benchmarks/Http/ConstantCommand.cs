using System.CommandLine;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Millrace.Benchmarks.Http;

/// <summary>The peer: Kestrel as Millrace's server sets it up, answering every POST with a constant, without reading it.</summary>
internal static class ConstantCommand
{
    /// <summary>The command; prints <c>{"url":…}</c> as <c>millrace server --json</c> does.</summary>
    public static Command Build()
    {
        var answer = new Option<string>("--answer") { Description = "The JSON.", Required = true };
        var command = new Command("constant", "Serves constant JSON until its standard input ends.") { answer };
        command.SetAction(async (parsed, ct) =>
        {
            await using var web = Build(parsed.GetRequiredValue(answer));
            await web.StartAsync(ct);
            Console.WriteLine($$"""{"url":"{{web.Urls.First()}}"}""");
            await Console.In.ReadToEndAsync(ct);
            return 0;
        });
        return command;
    }

    private static WebApplication Build(string answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var web = builder.Build();
        web.MapPost("/constant", () => Results.Text(answer, "application/json"));
        return web;
    }
}
