using System.Text.Json;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Verdicts;
using Millrace.Registry.Contracts;
using Millrace.Registry.Ledger;

namespace Millrace.Registry.Promotion;

/// <summary>Keeps what the gates said of a version, once for each execution of the gates.</summary>
internal sealed class Judge(RegistryWriter writer)
{
    public Task<Outcome<Done>> HandleAsync(GateJudgement judgement, CancellationToken ct) => writer.RunAsync(
        new Caller(judgement.Actor, judgement.CorrelationId),
        write => write.Version(judgement.Model, judgement.Version).Map(row =>
        {
            write.Enter(row.Model, row.Number, LedgerKind.Gates, null, Word(judgement.Decision), judgement.Summary, judgement.Evidence);
            return Done.Value;
        }),
        ct);

    private static string Word(Decision decision) => JsonNamingPolicy.SnakeCaseLower.ConvertName(decision.ToString());
}
