using Millrace.Kernel.Digests;
using Millrace.Registry.Contracts;

namespace Millrace.Registry.Promotion;

/// <summary>A row of <c>stage_transitions</c> as Dapper reads it.</summary>
internal sealed class StageTransitionRow
{
    public const string Columns =
        "model AS Model, version AS Version, from_stage AS FromStage, to_stage AS ToStage, actor AS Actor, reason AS Reason, " +
        "evidence AS Evidence, at_ms AS AtMs";

    public string Model { get; init; } = "";

    public long Version { get; init; }

    public string FromStage { get; init; } = "";

    public string ToStage { get; init; } = "";

    public string Actor { get; init; } = "";

    public string Reason { get; init; } = "";

    public string Evidence { get; init; } = "";

    public long AtMs { get; init; }

    public StageTransition ToTransition() => new(
        Model, (int)Version, Enum.Parse<Stage>(FromStage), Enum.Parse<Stage>(ToStage), Actor, Reason,
        [.. Evidence.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Digest.Parse)],
        DateTimeOffset.FromUnixTimeMilliseconds(AtMs));
}
