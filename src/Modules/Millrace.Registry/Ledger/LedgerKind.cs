namespace Millrace.Registry.Ledger;

/// <summary>What a line of the ledger tells of.</summary>
internal static class LedgerKind
{
    public const string Stage = "stage";
    public const string Alias = "alias";
    public const string Gates = "gates";
    public const string Approval = "approval";
    public const string Deleted = "deleted";
    public const string Renamed = "renamed";
}
