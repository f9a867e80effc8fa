using System.CommandLine;
using Millrace.Cli.Terminal;
using Millrace.Events.Contracts;
using Millrace.Kernel.Problems;

namespace Millrace.Cli.Commands.Events;

/// <summary><c>events list</c></summary>
internal sealed class EventsListCommand : MillraceCommand
{
    private readonly Option<string?> type = new("--type")
    {
        Description = "Only of this type: MODEL_TRAINING_STARTED, MODEL_TRAINING_COMPLETED, MODEL_REGISTERED, MODEL_DEPLOYED, MODEL_DRIFT_DETECTED.",
    };

    private readonly Option<long> after = new("--after") { Description = "Only those after this sequence number." };
    private readonly Option<int> limit = new("--limit") { Description = "At most so many, from 1 to 1000.", DefaultValueFactory = _ => 100 };

    public EventsListCommand(CommandHost host)
        : base(
            host, "list", "Lists lifecycle events, oldest first, as CloudEvents.",
            "millrace events list --type MODEL_REGISTERED --json",
            "millrace events list --after 120")
    {
        Options.Add(type);
        Options.Add(after);
        Options.Add(limit);
    }

    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var listed = await invocation.App.Events.ListAsync(new EventQuery(parse.GetValue(after), parse.GetValue(limit), parse.GetValue(type)), ct);
        return invocation.Answer(listed, (terminal, found) => terminal.Show(
            ["no", "time", "type", "subject", "data"],
            found.Select(e => (string[])[$"{e.SequenceNumber}", Words.At(e.Time), e.Type, e.Subject, e.Data.ToJsonString()])));
    }
}
