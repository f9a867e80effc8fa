using Millrace.Kernel.Digests;
using Millrace.Registry.Contracts;

namespace Millrace.Registry.Ledger;

/// <summary>A row of <c>model_ledger</c> as Dapper reads it.</summary>
internal sealed class LedgerRow
{
    public const string Columns =
        "number AS Number, version AS Version, kind AS Kind, subject AS Subject, from_value AS FromValue, to_value AS ToValue, " +
        "actor AS Actor, reason AS Reason, evidence AS Evidence, at_ms AS AtMs";

    public long Number { get; init; }

    public long? Version { get; init; }

    public string Kind { get; init; } = "";

    public string Subject { get; init; } = "";

    public string? FromValue { get; init; }

    public string? ToValue { get; init; }

    public string Actor { get; init; } = "";

    public string Reason { get; init; } = "";

    public string Evidence { get; init; } = "";

    public long AtMs { get; init; }

    public LedgerEntry ToEntry() => new(
        Number, (int?)Version, Kind, Subject, FromValue, ToValue, Actor, Reason,
        [.. Evidence.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Digest.Parse)],
        DateTimeOffset.FromUnixTimeMilliseconds(AtMs));
}
