using Millrace.Onnx.Features;

namespace Millrace.Onnx;

/// <summary>How raw columns become the float32 feature matrix: one definition for training and for serving.</summary>
/// <remarks>
/// Columns of the matrix are grouped by kind, not in the order of the transforms; <see cref="FeatureNames"/> tells it.
/// Whoever trains reads the matrix from <see cref="ModelGraph.Features"/>, and whoever serves runs the same nodes inside
/// <see cref="ModelGraph.Complete"/>.
/// </remarks>
public sealed class Preprocessing
{
    private readonly FeatureBlock[] _blocks;

    /// <summary>Checks and orders the transforms.</summary>
    /// <param name="transforms">At least one; a raw column may occur in several.</param>
    /// <exception cref="ArgumentException">There is none; two give a feature of one name; a column is declared with two
    /// types or named like an output; a number's type is not one; or categories are missing or repeated.</exception>
    public Preprocessing(IReadOnlyList<FeatureTransform> transforms)
    {
        foreach (var transform in transforms)
        {
            Check(transform);
        }

        Transforms = transforms;
        Inputs = [.. transforms.Select(transform => OnnxTensorInfo.Rows(transform.Input, transform.Element)).Distinct()];
        _blocks = [.. NumericBlock.Of(transforms), .. DateTimeBlock.Of(transforms), .. CategoryBlock.Of(transforms)];
        FeatureNames = [.. _blocks.SelectMany(block => block.Names)];
        RequireUnique(Inputs.Select(input => input.Name), name => $"The raw column '{name}' is declared with two types.");
        RequireUnique(FeatureNames, name => $"Two transforms give a feature named '{name}'.");
        if (FeatureNames.Count == 0)
        {
            throw new ArgumentException("A feature matrix needs at least one feature.", nameof(transforms));
        }
    }

    /// <summary>The definition.</summary>
    public IReadOnlyList<FeatureTransform> Transforms { get; }

    /// <summary>The raw columns, each once, in the order of the transforms.</summary>
    public IReadOnlyList<OnnxTensorInfo> Inputs { get; }

    /// <summary>Names of the matrix's columns, in their order.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>Adds the inputs and the nodes.</summary>
    /// <param name="graph">The graph to add to.</param>
    /// <returns>Float32 [N, features].</returns>
    public OnnxValue Append(OnnxGraphBuilder graph)
    {
        foreach (var input in Inputs)
        {
            graph.Input(input);
        }

        return graph.Join([.. _blocks.Select(block => block.Append(graph))]);
    }

    private static void Check(FeatureTransform transform)
    {
        if (ModelGraph.OutputNames.Contains(transform.Input))
        {
            throw new ArgumentException($"A raw column cannot be named '{transform.Input}': it is the name of a model's output.");
        }

        switch (transform)
        {
            case NumericTransform { Type: not (OnnxElement.Float or OnnxElement.Double or OnnxElement.Int64 or OnnxElement.Bool) } number:
                throw new ArgumentException($"Column '{number.Input}' cannot be a number of type {number.Type}.");
            case OrdinalTransform ordinal:
                CheckCategories(ordinal.Input, ordinal.Categories);
                break;
            case OneHotTransform oneHot:
                CheckCategories(oneHot.Input, oneHot.Categories);
                break;
        }
    }

    private static void CheckCategories(string input, IReadOnlyList<string> categories)
    {
        if (categories.Count == 0)
        {
            throw new ArgumentException($"Column '{input}' has no categories.");
        }

        RequireUnique(categories, category => $"Column '{input}' has the category '{category}' twice.");
    }

    private static void RequireUnique(IEnumerable<string> names, Func<string, string> message)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (names.FirstOrDefault(name => !seen.Add(name)) is { } repeated)
        {
            throw new ArgumentException(message(repeated));
        }
    }
}
