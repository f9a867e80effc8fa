namespace Millrace.Tests.Engines.XGBoost;

/// <summary>Seeded data: rows of uniform features, some missing, and a binary label that depends on three of them.</summary>
internal sealed class Rows
{
    internal Rows(int count, int featureCount, int seed, double missingShare = 0)
    {
        var random = new Random(seed);
        FeatureCount = featureCount;
        Values = new float[count * featureCount];
        Labels = new float[count];
        for (var row = 0; row < count; row++)
        {
            for (var feature = 0; feature < featureCount; feature++)
            {
                Values[(row * featureCount) + feature] =
                    random.NextDouble() < missingShare ? float.NaN : (float)(random.NextDouble() * 10);
            }

            Labels[row] = Label(Values.AsSpan(row * featureCount, featureCount), random.NextDouble());
        }
    }

    internal int FeatureCount { get; }

    internal float[] Values { get; }

    internal float[] Labels { get; }

    internal float[][] Columns() => [.. Enumerable.Range(0, FeatureCount).Select(feature =>
        Enumerable.Range(0, Labels.Length).Select(row => Values[(row * FeatureCount) + feature]).ToArray())];

    private static float Label(ReadOnlySpan<float> row, double noise)
    {
        var score = Known(row[0]) - Known(row[1]) + (Known(row[2]) > 5 ? 3 : 0);
        return 1 / (1 + Math.Exp(-score / 2)) > noise ? 1 : 0;
    }

    private static double Known(float value) => float.IsNaN(value) ? 2 : value;
}
