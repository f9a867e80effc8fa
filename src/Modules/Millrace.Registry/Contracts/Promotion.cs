using Millrace.Kernel.Digests;
using Millrace.Kernel.Verdicts;

namespace Millrace.Registry.Contracts;

/// <summary>A move to make.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="To">Where to.</param>
/// <param name="Actor">Who: <c>user:name</c> or <c>policy:workflow</c>.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Evidence">Digests of the verdicts and reports it rests on.</param>
/// <param name="CorrelationId">The execution it belongs to, or the command.</param>
public sealed record StageMove(
    string Model, int Version, Stage To, string Actor, string Reason, IReadOnlyList<Digest> Evidence, string CorrelationId)
{
    /// <summary>Whether the versions that are in the stage leave it; null: those of Production do, as one answers at the endpoint.</summary>
    public bool? ArchivesOthers { get; init; }

    /// <summary>Approvals that the mover's workflow asks for; the greater of this and what the version was registered with counts.</summary>
    public int ApprovalsNeeded { get; init; }
}

/// <summary>What the gates said of a version.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Decision">The worst of the verdicts.</param>
/// <param name="Actor"><c>policy:workflow</c>.</param>
/// <param name="Summary">How many pass, in a sentence.</param>
/// <param name="Evidence">Digests of what they rest on.</param>
/// <param name="CorrelationId">The execution it belongs to.</param>
public sealed record GateJudgement(
    string Model, int Version, Decision Decision, string Actor, string Summary, IReadOnlyList<Digest> Evidence, string CorrelationId);

/// <summary>One person's approval. It counts until the version leaves the stage it was given for.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="To">The stage it may go to.</param>
/// <param name="Actor">Who: <c>user:name</c>.</param>
/// <param name="Comment">Why.</param>
/// <param name="CorrelationId">The command.</param>
public sealed record Approval(string Model, int Version, Stage To, string Actor, string Comment, string CorrelationId);

/// <summary>Where a version's approvals stand.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="To">The stage.</param>
/// <param name="Needed">How many different people must approve.</param>
/// <param name="By">Who has.</param>
public sealed record ApprovalState(string Model, int Version, Stage To, int Needed, IReadOnlyList<string> By);

/// <summary>A wish to go back.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Actor">Who: <c>user:name</c>.</param>
/// <param name="Reason">Why.</param>
/// <param name="CorrelationId">The command.</param>
public sealed record Rollback(string Model, string Actor, string Reason, string CorrelationId);

/// <summary>A move between stages that was made. Append-only.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="From">Where it stood.</param>
/// <param name="To">Where it went.</param>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="Evidence">What it rests on.</param>
/// <param name="AtUtc">When.</param>
public sealed record StageTransition(
    string Model, int Version, Stage From, Stage To, string Actor, string Reason, IReadOnlyList<Digest> Evidence,
    DateTimeOffset AtUtc);

/// <summary>A line of a model's ledger. Append-only.</summary>
/// <param name="Number">From 1, growing; gaps are possible.</param>
/// <param name="Version">Which version; null when it is about the whole model.</param>
/// <param name="Kind"><c>stage</c>, <c>alias</c>, <c>gates</c>, <c>approval</c>, <c>deleted</c> or <c>renamed</c>.</param>
/// <param name="Subject">For an alias its name; otherwise empty.</param>
/// <param name="From">The stage, version, decision or name before; null for none.</param>
/// <param name="To">The same after; null for none.</param>
/// <param name="Actor">Who: <c>user:name</c> or <c>policy:workflow</c>.</param>
/// <param name="Reason">Why.</param>
/// <param name="Evidence">What it rests on.</param>
/// <param name="AtUtc">When.</param>
public sealed record LedgerEntry(
    long Number, int? Version, string Kind, string Subject, string? From, string? To, string Actor, string Reason,
    IReadOnlyList<Digest> Evidence, DateTimeOffset AtUtc);

/// <summary>What was Production at an instant.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="At">The instant.</param>
/// <param name="Version">The version that came there last and had not left.</param>
/// <param name="SinceUtc">When it came.</param>
/// <param name="PromotedBy">Who brought it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Evidence">Digests of what the move rested on.</param>
/// <param name="Approvals">Who approved it before it came.</param>
/// <param name="Gates">What the gates said last before it came; null when there were none.</param>
/// <param name="Registered">The version itself: its run, dataset version, features and graph. Its stage is today's.</param>
/// <param name="Others">Other versions that were in Production too, when someone left them there.</param>
public sealed record ProductionRecord(
    string Model, DateTimeOffset At, int Version, DateTimeOffset SinceUtc, string PromotedBy, string Reason,
    IReadOnlyList<Digest> Evidence, IReadOnlyList<LedgerEntry> Approvals, LedgerEntry? Gates, ModelVersion Registered,
    IReadOnlyList<int> Others);
