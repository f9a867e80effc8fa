using Millrace.Kernel.Problems;
using Millrace.Registry.Contracts;

namespace Millrace.Registry.Promotion;

/// <summary>Brings back the newest version that was Production before and still answers.</summary>
internal sealed class RollBack(RegistryWriter writer)
{
    public async Task<Outcome<int>> HandleAsync(
        Rollback rollback, IReadOnlyList<ModelVersion> candidates,
        Func<ModelVersion, CancellationToken, Task<Outcome<Done>>> check, CancellationToken ct)
    {
        var problems = new List<Problem>();
        foreach (var candidate in candidates)
        {
            var answers = await check(candidate, ct);
            if (answers.IsOk)
            {
                return await RestoreAsync(rollback, candidate, ct);
            }

            problems.AddRange(answers.Problems);
        }

        return problems.Count > 0 ? Outcome<int>.Failed(problems) : RegistryProblems.NothingToRestore(rollback.Model);
    }

    private Task<Outcome<int>> RestoreAsync(Rollback rollback, ModelVersion version, CancellationToken ct) => writer.RunAsync(
        new Caller(rollback.Actor, rollback.CorrelationId),
        write =>
        {
            var move = new StageMove(
                rollback.Model, version.Version, Stage.Production, rollback.Actor, $"Rolled back: {rollback.Reason}", [], rollback.CorrelationId);
            return MoveStage.Restore(write, move).Map(_ => version.Version);
        },
        ct);
}
