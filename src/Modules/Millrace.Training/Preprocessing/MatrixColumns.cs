using Millrace.Training.Contracts;

namespace Millrace.Training.Preprocessing;

/// <summary>Which columns of the matrix come from which raw feature.</summary>
internal static class MatrixColumns
{
    /// <summary>Each column with the raw feature it comes from, in the matrix's order.</summary>
    public static IReadOnlyList<MatrixColumn> Of(Onnx.Preprocessing preprocessing)
    {
        var features = preprocessing.Transforms
            .GroupBy(transform => transform.Input, StringComparer.Ordinal)
            .SelectMany(group => new Onnx.Preprocessing([.. group]).FeatureNames.Select(name => (name, group.Key)))
            .ToDictionary(pair => pair.name, pair => pair.Key, StringComparer.Ordinal);
        return [.. preprocessing.FeatureNames.Select(name => new MatrixColumn(name, features[name]))];
    }
}
