using Millrace.Registry.Contracts;

namespace Millrace.Registry.Versions;

/// <summary>A version with its tags and the aliases that point at it.</summary>
internal sealed record VersionDetail(
    ModelVersionRow Row, IReadOnlyList<KeyValuePair<string, string>> Tags, IReadOnlyList<string> Aliases)
{
    public ModelVersion ToVersion() => Row.ToVersion() with { Tags = new Dictionary<string, string>(Tags), Aliases = Aliases };
}
