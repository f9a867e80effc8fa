namespace Millrace.Training.Preprocessing;

/// <summary>Which columns of the matrix come from which raw feature.</summary>
internal static class MatrixColumns
{
    /// <summary>Raw feature → its columns, in the order of the transforms.</summary>
    public static IReadOnlyList<KeyValuePair<string, int[]>> ByFeature(Onnx.Preprocessing preprocessing)
    {
        var places = preprocessing.FeatureNames.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        return [.. preprocessing.Transforms
            .GroupBy(transform => transform.Input, StringComparer.Ordinal)
            .Select(group => KeyValuePair.Create(
                group.Key, new Onnx.Preprocessing([.. group]).FeatureNames.Select(name => places[name]).ToArray()))];
    }
}
