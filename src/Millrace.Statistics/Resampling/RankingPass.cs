using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Millrace.Statistics.Resampling;

/// <summary>ROC AUC and average precision of sixteen resamples at once, by one pass over the rows in descending order of
/// score. Each lane holds a resample; counts are whole numbers in doubles, so ties and weights are exact below 2⁵³.</summary>
internal static class RankingPass
{
    /// <summary>Resamples per pass: two vectors of eight keep both add chains busy without spilling registers.</summary>
    public const int Lanes = 16;

    private const int Half = 8;

    /// <summary>Runs the pass.</summary>
    /// <param name="ranked">Rows by descending score.</param>
    /// <param name="weights">Draws per block and lane: weights[block × 16 + lane].</param>
    /// <param name="rocAuc">Length 16; NaN where the resample lacks a class.</param>
    /// <param name="averagePrecision">Length 16; NaN where the resample has no positive.</param>
    public static void Run(RankedEntries ranked, ReadOnlySpan<double> weights, Span<double> rocAuc, Span<double> averagePrecision)
    {
        var tied = ranked.TiedCounts;
        var nextTied = 0;
        ref var weight = ref MemoryMarshal.GetReference(weights);
        var (low, high) = (default(Sums), default(Sums));
        foreach (var entry in ranked.Entries)
        {
            var at = (nuint)(entry >> 2) * Lanes;
            var lowWeight = Vector512.LoadUnsafe(ref weight, at);
            var highWeight = Vector512.LoadUnsafe(ref weight, at + Half);
            switch (entry & 3)
            {
                case RankedEntries.Negative:
                    low.AddNegative(lowWeight);
                    high.AddNegative(highWeight);
                    break;
                case RankedEntries.Positive:
                    low.AddPositive(lowWeight);
                    high.AddPositive(highWeight);
                    break;
                default:
                    var (positives, negatives) = tied[nextTied++];
                    low.AddTied(lowWeight, positives, negatives);
                    high.AddTied(highWeight, positives, negatives);
                    if ((entry & 3) == RankedEntries.TiedLast)
                    {
                        low.CloseTie();
                        high.CloseTie();
                    }

                    break;
            }
        }

        low.Write(rocAuc, averagePrecision);
        high.Write(rocAuc[Half..], averagePrecision[Half..]);
    }

    private struct Sums
    {
        private Vector512<double> _positives;
        private Vector512<double> _rows;
        private Vector512<double> _concordant;
        private Vector512<double> _precision;
        private Vector512<double> _tiedPositives;
        private Vector512<double> _tiedRows;

        public void AddNegative(Vector512<double> weight)
        {
            _rows += weight;
            _concordant = Vector512.FusedMultiplyAdd(weight, _positives, _concordant);
        }

        public void AddPositive(Vector512<double> weight)
        {
            _rows += weight;
            _positives += weight;
            AddPrecision(weight);
        }

        public void AddTied(Vector512<double> weight, int positives, int negatives)
        {
            _tiedPositives += weight * positives;
            _tiedRows += weight * ((double)positives + negatives);
        }

        public void CloseTie()
        {
            var halfTies = _positives + (_tiedPositives * 0.5);
            _concordant = Vector512.FusedMultiplyAdd(_tiedRows - _tiedPositives, halfTies, _concordant);
            _rows += _tiedRows;
            _positives += _tiedPositives;
            AddPrecision(_tiedPositives);
            _tiedPositives = default;
            _tiedRows = default;
        }

        public readonly void Write(Span<double> rocAuc, Span<double> averagePrecision)
        {
            (_concordant / (_positives * (_rows - _positives))).CopyTo(rocAuc);
            (_precision / _positives).CopyTo(averagePrecision);
        }

        // While a resample has drawn no row yet, its gain is 0; dividing by 1 instead of 0 keeps the sum a number.
        private void AddPrecision(Vector512<double> gained) =>
            _precision += gained * (_positives / Vector512.Max(_rows, Vector512<double>.One));
    }
}
