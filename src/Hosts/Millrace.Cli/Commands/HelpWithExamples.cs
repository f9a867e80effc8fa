using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Millrace.Cli.Commands;

/// <summary>The usual help, and after it what a user would type.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    /// <summary>The help without examples.</summary>
    public HelpAction Usual => help;

    // Who asks for help has not made a mistake by leaving an argument out.
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parse)
    {
        var code = help.Invoke(parse);
        if (parse.CommandResult.Command is MillraceCommand { Examples.Count: > 0 } command)
        {
            var output = parse.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in command.Examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        return code;
    }
}
