using Millrace.Kernel.Problems;
using Millrace.Registry.Contracts;
using Millrace.Registry.Ledger;
using Millrace.Registry.Versions;

namespace Millrace.Registry.Promotion;

/// <summary>What a version that a workflow registered must have before it moves: a way on the path, its gates' pass, its approvals.</summary>
internal static class PromotionGuard
{
    private const string Pass = "pass";

    /// <summary>Everything that is missing.</summary>
    public static List<Problem> Check(RegistryWrite write, ModelVersionRow row, StageMove move)
    {
        var problems = new List<Problem>();
        if (!PromotionPath.Allows(row.InStage, move.To))
        {
            problems.Add(RegistryProblems.MoveNotAllowed(move, row.InStage));
        }

        if (move.To is Stage.Staging or Stage.Production && Decision(write, row) is var decision && decision != Pass)
        {
            problems.Add(RegistryProblems.GatesMissing(move, decision));
        }

        if (move.To == Stage.Production && Approvals(write, row, move) is { } missing)
        {
            problems.Add(missing);
        }

        return problems;
    }

    /// <summary>Who has approved a version for a stage since it last left that stage.</summary>
    public static List<string> Approvers(RegistryWrite write, ModelVersionRow row, Stage to) => write.Query<string>(
        """
        SELECT DISTINCT actor FROM model_ledger
        WHERE tenant = @Tenant AND model = @Model AND version = @Version AND kind = @approval AND to_value = @to
          AND number > COALESCE((SELECT MAX(number) FROM model_ledger
            WHERE tenant = @Tenant AND model = @Model AND version = @Version AND kind = @stage AND from_value = @to), 0)
        ORDER BY actor
        """,
        new { write.Tenant, row.Model, row.Version, approval = LedgerKind.Approval, stage = LedgerKind.Stage, to = to.ToString() });

    private static string? Decision(RegistryWrite write, ModelVersionRow row) => write.Scalar<string>(
        """
        SELECT to_value FROM model_ledger WHERE tenant = @Tenant AND model = @Model AND version = @Version AND kind = @gates
        ORDER BY number DESC LIMIT 1
        """,
        new { write.Tenant, row.Model, row.Version, gates = LedgerKind.Gates });

    private static Problem? Approvals(RegistryWrite write, ModelVersionRow row, StageMove move)
    {
        var needed = Math.Max((int)row.ApprovalsNeeded, move.ApprovalsNeeded);
        if (needed > row.ApprovalsNeeded)
        {
            // A mover by hand must find what the workflow asks for.
            write.Execute(
                "UPDATE model_versions SET approvals_needed = @needed WHERE tenant = @Tenant AND model = @Model AND version = @Version",
                new { write.Tenant, row.Model, row.Version, needed });
        }

        var given = needed > 0 ? Approvers(write, row, move.To) : [];
        return given.Count < needed ? RegistryProblems.ApprovalsNeeded(move.Model, move.Version, move.To, needed, given) : null;
    }
}
