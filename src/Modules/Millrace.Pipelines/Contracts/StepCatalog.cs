using Millrace.Kernel.Steps;

namespace Millrace.Pipelines.Contracts;

/// <summary>The steps that plans may name, contributed by the modules.</summary>
public sealed class StepCatalog
{
    private readonly Dictionary<string, IStep> byKind = new(StringComparer.Ordinal);

    /// <summary>A catalog of these steps.</summary>
    /// <exception cref="ArgumentException">Two steps have the same kind.</exception>
    public StepCatalog(IEnumerable<IStep> steps)
    {
        foreach (var step in steps)
        {
            if (!byKind.TryAdd(step.Kind, step))
            {
                throw new ArgumentException($"Two steps have the kind '{step.Kind}'.", nameof(steps));
            }
        }
    }

    /// <summary>All kinds.</summary>
    public IReadOnlyCollection<string> Kinds => byKind.Keys;

    /// <summary>The step of a kind; null when there is none.</summary>
    public IStep? Find(string kind) => byKind.GetValueOrDefault(kind);
}
