using Millrace.Kernel.Problems;

namespace Millrace.Registry.Contracts;

/// <summary>Writes what a version is, how good it is and where it comes from, as people and Hugging Face read it.</summary>
public interface IModelCards
{
    /// <summary>The card: front matter with a model-index, then Markdown.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The text; what a version's documents no longer hold is left out.</returns>
    Task<Outcome<string>> WriteAsync(string model, int version, CancellationToken ct);
}
