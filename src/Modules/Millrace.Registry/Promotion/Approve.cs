using Millrace.Kernel.Problems;
using Millrace.Registry.Contracts;
using Millrace.Registry.Ledger;

namespace Millrace.Registry.Promotion;

/// <summary>Keeps one person's approval and says how many there are.</summary>
internal sealed class Approve(RegistryWriter writer)
{
    public Task<Outcome<ApprovalState>> HandleAsync(Approval approval, CancellationToken ct) => writer.RunAsync(
        new Caller(approval.Actor, approval.CorrelationId), write => Write(write, approval), ct);

    private static Outcome<ApprovalState> Write(RegistryWrite write, Approval approval)
    {
        var found = write.Version(approval.Model, approval.Version);
        if (!found.IsOk)
        {
            return found.As<ApprovalState>();
        }

        var row = found.Value;
        var by = PromotionGuard.Approvers(write, row, approval.To);
        if (by.Contains(approval.Actor))
        {
            return RegistryProblems.AlreadyApproved(approval.Model, approval.Version, approval.To, approval.Actor);
        }

        write.Enter(row.Model, row.Number, LedgerKind.Approval, null, approval.To.ToString(), approval.Comment);
        return new ApprovalState(
            approval.Model, approval.Version, approval.To, approval.To == Stage.Production ? (int)row.ApprovalsNeeded : 0,
            [.. by, approval.Actor]);
    }
}
