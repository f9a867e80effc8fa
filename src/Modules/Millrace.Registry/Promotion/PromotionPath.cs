using Millrace.Registry.Contracts;

namespace Millrace.Registry.Promotion;

/// <summary>Which stage may follow which. None never goes to Production in one move.</summary>
internal static class PromotionPath
{
    public static IReadOnlyList<Stage> From(Stage stage) => stage switch
    {
        Stage.None => [Stage.Staging, Stage.Archived],
        Stage.Staging => [Stage.Production, Stage.None, Stage.Archived],
        Stage.Production => [Stage.Staging, Stage.Archived],
        Stage.Archived => [Stage.Staging],
        _ => [],
    };

    public static bool Allows(Stage from, Stage to) => From(from).Contains(to);
}
