using Millrace.Kernel.Steps;

namespace Millrace.Pipelines.Plans;

/// <summary>The inputs a step declares, with those that stand for any number: <c>lookup:*</c>.</summary>
internal static class StepPorts
{
    private const string Any = ":*";

    /// <summary>The artifact type of an input; null when the step takes no such input.</summary>
    public static string? TypeOfInput(IStep step, string name)
    {
        if (step.Inputs.TryGetValue(name, out var type))
        {
            return type;
        }

        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < name.Length - 1 ? step.Inputs.GetValueOrDefault(name[..colon] + Any) : null;
    }

    /// <summary>The inputs that must be given.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Required(IStep step) =>
        step.Inputs.Where(input => !input.Key.EndsWith(Any, StringComparison.Ordinal));
}
