using Millrace.Cli.Commands;
using Millrace.Cli.Terminal;

namespace Millrace.Cli;

internal static class Program
{
    public static Task<int> Main(string[] args) =>
        CommandLine.InvokeAsync(args, Terminal.Terminal.OfProcess(), Environment.CurrentDirectory, openApp: null, CancellationToken.None);
}
