using Millrace.Kernel.Digests;
using Millrace.Kernel.Problems;

namespace Millrace.Data.Catalog;

internal static class CatalogProblems
{
    public static Problem DatasetNotFound(string name, IEnumerable<string> known) => new(
        "data.dataset-not-found", ProblemKind.NotFound,
        $"There is no dataset '{name}'. {DidYouMean.Hint(name, known)}",
        "List them with: millrace data list");

    public static Problem VersionNotFound(string name, string version) => new(
        "data.version-not-found", ProblemKind.NotFound,
        $"Dataset '{name}' has no version that begins with '{version}' (at least four digits).",
        $"List them with: millrace data show {name}");

    public static Problem VersionAmbiguous(string name, string version, int count) => new(
        "data.version-ambiguous", ProblemKind.Invalid,
        $"{count} versions of dataset '{name}' begin with '{version}'.",
        "Give more of its digits.");

    public static Problem ManifestLost(string name, Digest version) => new(
        "data.manifest-lost", ProblemKind.NotFound,
        $"Version {version.Short} of dataset '{name}' is recorded, but its manifest is no longer in the store.",
        "Run its workflow again; what is missing is made again.");
}
