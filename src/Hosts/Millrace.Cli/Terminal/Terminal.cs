using Spectre.Console;

namespace Millrace.Cli.Terminal;

/// <summary>Where a command speaks: data for machines on one stream, words for people on the other.</summary>
/// <param name="Machine">Standard output: data only.</param>
/// <param name="People">Standard error: progress, tables, problems.</param>
internal sealed record Terminal(TextWriter Machine, IAnsiConsole People)
{
    /// <summary>The process's own streams.</summary>
    public static Terminal OfProcess() => new(Console.Out, For(Console.Error, Console.IsErrorRedirected));

    /// <summary>Two text streams that are no terminals: a pipe, a test, a remote caller.</summary>
    public static Terminal OfWriters(TextWriter machine, TextWriter people) => new(machine, For(people, isRedirected: true));

    /// <summary>A line for people, without markup; wrapped only where a person reads it.</summary>
    public void Say(string line)
    {
        if (People.Profile.Capabilities.Interactive)
        {
            People.WriteLine(line);
        }
        else
        {
            People.Profile.Out.Writer.WriteLine(line);
        }
    }

    private static IAnsiConsole For(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (isRedirected)
        {
            console.Profile.Width = 160;
        }

        return console;
    }
}
