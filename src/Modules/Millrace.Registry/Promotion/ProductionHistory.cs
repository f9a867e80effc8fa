using Millrace.Registry.Contracts;
using Millrace.Registry.Ledger;

namespace Millrace.Registry.Promotion;

/// <summary>Reads from a ledger what was in Production when.</summary>
internal static class ProductionHistory
{
    private const string Production = nameof(Stage.Production);

    /// <summary>The moves that brought the versions there that were in Production at an instant, the last one at the end.</summary>
    public static List<LedgerEntry> At(IReadOnlyList<LedgerEntry> ledger, DateTimeOffset instant)
    {
        var there = new List<LedgerEntry>();
        foreach (var entry in ledger.TakeWhile(entry => entry.AtUtc <= instant))
        {
            if (Left(entry))
            {
                there.RemoveAll(came => came.Version == entry.Version);
            }
            else if (Came(entry))
            {
                there.Add(entry);
            }
        }

        return there;
    }

    /// <summary>Versions that were in Production and are there no more, the one that was there last at the beginning.</summary>
    public static IReadOnlyList<int> Former(IReadOnlyList<LedgerEntry> ledger)
    {
        var there = ledger.Count == 0 ? [] : At(ledger, ledger[^1].AtUtc);
        return
        [
            .. ledger.Where(entry => entry.Kind == LedgerKind.Stage && entry.From == Production)
                .Select(entry => entry.Version!.Value).Reverse().Distinct()
                .Where(version => there.All(came => came.Version != version)),
        ];
    }

    /// <summary>The approvals that brought a version there: those since it last left.</summary>
    public static IReadOnlyList<LedgerEntry> ApprovalsOf(IReadOnlyList<LedgerEntry> ledger, LedgerEntry came)
    {
        var left = ledger.LastOrDefault(entry => entry.Number < came.Number && entry.Version == came.Version && Left(entry))?.Number ?? 0;
        return [.. ledger.Where(entry =>
            entry.Kind == LedgerKind.Approval && entry.To == Production && entry.Version == came.Version && entry.Number > left && entry.Number < came.Number)];
    }

    /// <summary>What the gates said last before a version came; null when there were none.</summary>
    public static LedgerEntry? GatesOf(IReadOnlyList<LedgerEntry> ledger, LedgerEntry came) =>
        ledger.LastOrDefault(entry => entry.Kind == LedgerKind.Gates && entry.Version == came.Version && entry.Number < came.Number);

    private static bool Came(LedgerEntry entry) => entry.Kind == LedgerKind.Stage && entry.To == Production;

    private static bool Left(LedgerEntry entry) => entry.Kind is LedgerKind.Stage or LedgerKind.Deleted && entry.From == Production;
}
