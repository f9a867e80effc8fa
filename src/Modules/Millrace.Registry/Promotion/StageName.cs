using Millrace.Kernel.Problems;
using Millrace.Registry.Contracts;

namespace Millrace.Registry.Promotion;

/// <summary>A stage as clients write it, in any case.</summary>
internal static class StageName
{
    public static Outcome<Stage> Parse(string text)
    {
        foreach (var stage in Enum.GetValues<Stage>())
        {
            if (stage.ToString().Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return stage;
            }
        }

        return RegistryProblems.StageUnknown(text);
    }
}
