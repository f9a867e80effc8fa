namespace Millrace.Statistics.Classification;

/// <summary>Precision, recall and F1 of one class, or an average of them, each in [0, 1].</summary>
/// <param name="Precision">0 when the class was never predicted.</param>
/// <param name="Recall">0 when the class never occurred.</param>
/// <param name="F1">Harmonic mean of both; of an average, the average of the classes' F1.</param>
public sealed record ClassScores(double Precision, double Recall, double F1);

/// <summary>Decisions among several classes (scikit-learn's <c>precision_recall_fscore_support</c>).</summary>
/// <param name="PerClass">Per class that occurs or was predicted: its decisions, one class against the rest.</param>
/// <param name="Accuracy">Share of right decisions; equals each micro average, since every row has one class.</param>
/// <param name="Macro">Mean over the classes.</param>
/// <param name="Micro">From the counts of all classes together.</param>
/// <param name="Weighted">Mean over the classes, each weighted by its rows.</param>
/// <param name="UndefinedClasses">Classes never predicted or never occurring, whose precision or recall counts as 0.</param>
public sealed record MulticlassReport(
    IReadOnlyDictionary<int, ConfusionMatrix> PerClass,
    double Accuracy,
    ClassScores Macro,
    ClassScores Micro,
    ClassScores Weighted,
    IReadOnlyList<int> UndefinedClasses)
{
    /// <summary>Compares predicted classes with the true ones.</summary>
    /// <param name="actual">True class per row, at least one row; any numbers.</param>
    /// <param name="predicted">Same length.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">No rows, or lengths differ.</exception>
    public static MulticlassReport Of(ReadOnlySpan<int> actual, ReadOnlySpan<int> predicted)
    {
        if (actual.IsEmpty || actual.Length != predicted.Length)
        {
            throw new ArgumentException(
                $"There must be one prediction per true class and at least one row, but got {actual.Length} true classes "
                + $"and {predicted.Length} predictions.",
                nameof(predicted));
        }

        var perClass = Count(actual, predicted);
        var hits = perClass.Values.Sum(c => c.TruePositives);
        var accuracy = (double)hits / actual.Length;
        return new(
            perClass,
            accuracy,
            Average(perClass.Values, _ => 1),
            new(accuracy, accuracy, accuracy),
            Average(perClass.Values, c => c.TruePositives + c.FalseNegatives),
            [.. perClass.Where(c => !c.Value.IsPrecisionDefined || !c.Value.IsRecallDefined).Select(c => c.Key)]);
    }

    private static SortedDictionary<int, ConfusionMatrix> Count(ReadOnlySpan<int> actual, ReadOnlySpan<int> predicted)
    {
        var counts = new SortedDictionary<int, (long Hits, long Actual, long Predicted)>();
        for (var i = 0; i < actual.Length; i++)
        {
            var a = counts.GetValueOrDefault(actual[i]);
            counts[actual[i]] = a with { Actual = a.Actual + 1, Hits = a.Hits + (actual[i] == predicted[i] ? 1 : 0) };
            var p = counts.GetValueOrDefault(predicted[i]);
            counts[predicted[i]] = p with { Predicted = p.Predicted + 1 };
        }

        var rows = actual.Length;
        return new(counts.ToDictionary(c => c.Key, c => new ConfusionMatrix(
            c.Value.Hits,
            c.Value.Predicted - c.Value.Hits,
            c.Value.Actual - c.Value.Hits,
            rows - c.Value.Predicted - c.Value.Actual + c.Value.Hits)));
    }

    private static ClassScores Average(IEnumerable<ConfusionMatrix> classes, Func<ConfusionMatrix, double> weigh)
    {
        var (precision, recall, f1, total) = (0.0, 0.0, 0.0, 0.0);
        foreach (var one in classes)
        {
            var weight = weigh(one);
            precision += weight * one.Precision;
            recall += weight * one.Recall;
            f1 += weight * one.F1;
            total += weight;
        }

        return new(precision / total, recall / total, f1 / total);
    }
}
