namespace Millrace.Statistics.Drift;

/// <summary>Prediction drift against the reference's day-to-day variation.</summary>
/// <param name="ReferenceDays">Days of the reference.</param>
/// <param name="ReferenceMean">Mean of the daily means; null without days.</param>
/// <param name="Sigmas">Distance of the current mean from it in standard deviations of the daily means (ddof 1), signed;
/// null with fewer than <see cref="LeastDays"/> days or when the daily means do not vary.</param>
/// <param name="IsBeyond">Whether that distance, either way, exceeds the bound; null when inconclusive.</param>
public sealed record DailyMeans(int ReferenceDays, double? ReferenceMean, double? Sigmas, bool? IsBeyond)
{
    /// <summary>With fewer reference days the answer is inconclusive.</summary>
    public const int LeastDays = 10;

    /// <summary>Compares the mean prediction of the current window with the reference's daily means.</summary>
    /// <param name="referenceDailyMeans">Mean prediction of each reference day.</param>
    /// <param name="currentMean">Mean prediction of the current window.</param>
    /// <param name="bound">Standard deviations allowed, 0 or more; default 2.</param>
    /// <returns>The distance and whether it is too large.</returns>
    /// <exception cref="ArgumentException">A mean is not finite, or the bound is negative.</exception>
    public static DailyMeans Compare(IReadOnlyList<double> referenceDailyMeans, double currentMean, double bound = 2)
    {
        if (!referenceDailyMeans.Append(currentMean).All(double.IsFinite) || bound is not >= 0)
        {
            throw new ArgumentException(
                "Daily means must be finite and the bound 0 or more.", nameof(referenceDailyMeans));
        }

        var days = referenceDailyMeans.Count;
        if (days == 0)
        {
            return new(0, null, null, null);
        }

        var mean = referenceDailyMeans.Average();
        var deviation = Math.Sqrt(referenceDailyMeans.Sum(x => (x - mean) * (x - mean)) / Math.Max(1, days - 1));
        if (days < LeastDays || deviation == 0)
        {
            return new(days, mean, null, null);
        }

        var sigmas = (currentMean - mean) / deviation;
        return new(days, mean, sigmas, Math.Abs(sigmas) > bound);
    }
}
