using Millrace.Kernel.Problems;

namespace Millrace.Features.Catalog;

internal static class CatalogProblems
{
    public static Problem NotFound(string feature, IEnumerable<string> known) => new(
        "features.feature-not-found", ProblemKind.NotFound, $"There is no feature '{feature}'.",
        DidYouMean.Closest(feature, known) is { } close ? $"Did you mean '{close}'?" : "List them with: millrace features list");

    public static Problem Ambiguous(string feature, IEnumerable<string> workflows) => new(
        "features.feature-ambiguous", ProblemKind.Invalid,
        $"Several workflows have a feature '{feature}': {string.Join(", ", workflows)}.", "Name one with: --workflow");
}
