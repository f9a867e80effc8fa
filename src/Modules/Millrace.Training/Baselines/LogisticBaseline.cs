using Millrace.DuckDb;
using Millrace.Features.Contracts;
using Millrace.Onnx;
using Millrace.Training.Preprocessing;
using Millrace.Training.Rows;

namespace Millrace.Training.Baselines;

/// <summary>A fair logistic regression: every number with its median for missing values, standardized, with an indicator
/// where values are missing; every text one-hot; L2 penalty 1. Exact: no sampling of rows, no approximate solver.</summary>
internal static class LogisticBaseline
{
    // The Hessian grows with the square of the categories; rarer ones than these count as none.
    private const int MostCategories = 600;

    /// <summary>Fits train and gives the ONNX graph: the candidate's inputs → <c>probability</c>.</summary>
    /// <param name="train">The rows to learn from, with both classes.</param>
    /// <param name="labels">Their labels, 1 or 0.</param>
    /// <param name="features">The model's inputs.</param>
    /// <param name="threads">Threads to use; the result does not depend on them.</param>
    /// <param name="ct">Stops it.</param>
    public static byte[] Fit(PartReader train, byte[] labels, IReadOnlyList<FeatureInfo> features, int threads, CancellationToken ct)
    {
        var dense = DenseColumns.Read(train, features, threads, ct);
        var texts = features.Where(feature => feature.Type == FeatureType.Text).ToList();
        var oneHots = texts.Select(text => new OneHotTransform(text.Name, Categories(text, texts.Count, train, ct))).ToList();
        var design = new LogisticDesign(
            train.RowCount,
            dense.Names.Count,
            dense.Stride,
            dense.Values,
            [.. oneHots.Select(oneHot => Codes(oneHot, train, ct))],
            [.. oneHots.Select(oneHot => oneHot.Categories.Count)],
            labels);
        var coefficients = LogisticFit.Fit(design, threads, ct);
        string[] names = [.. dense.Names, .. oneHots.SelectMany(oneHot => oneHot.Categories.Select(category => $"{oneHot.Input}={category}"))];
        return Graph(new Onnx.Preprocessing([.. dense.Transforms, .. oneHots]), names, coefficients);
    }

    private static byte[] Graph(Onnx.Preprocessing preprocessing, string[] names, double[] coefficients)
    {
        var byName = names.Zip(coefficients).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        float[] weights = [.. preprocessing.FeatureNames.Select(name => (float)byName[name])];
        return ModelGraph.Complete(preprocessing, new LogisticPredictor(weights, (float)coefficients[0]));
    }

    private static string[] Categories(FeatureInfo text, int textCount, PartReader train, CancellationToken ct) =>
        [.. PreprocessingFit.Categories(text, train, ct).Take(Math.Max(2, MostCategories / textCount))];

    private static int[] Codes(OneHotTransform oneHot, PartReader train, CancellationToken ct)
    {
        var column = (TextColumn)train.Columns([$"{DuckSql.QuoteIdentifier(oneHot.Input)}::VARCHAR"], ct)[0];
        var places = oneHot.Categories.Select((category, i) => (category, i)).ToDictionary(pair => pair.category, pair => pair.i, StringComparer.Ordinal);
        var codeOf = Array.ConvertAll(column.Dictionary, text => places.GetValueOrDefault(text, -1));
        var codes = column.Codes;
        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = column.IsNull(row) ? -1 : codeOf[codes[row]];
        }

        return codes;
    }
}
