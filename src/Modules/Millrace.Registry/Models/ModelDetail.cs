using Millrace.Registry.Versions;

namespace Millrace.Registry.Models;

/// <summary>A model with its newest version of each stage, its tags and its aliases.</summary>
internal sealed record ModelDetail(
    ModelRow Row, IReadOnlyList<VersionDetail> Latest, IReadOnlyList<KeyValuePair<string, string>> Tags,
    IReadOnlyList<KeyValuePair<string, int>> Aliases);
