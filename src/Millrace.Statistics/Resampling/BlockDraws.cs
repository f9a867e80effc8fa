namespace Millrace.Statistics.Resampling;

/// <summary>How often each block is drawn in a resample: B draws of B blocks with replacement.</summary>
internal static class BlockDraws
{
    /// <summary>Weights of several consecutive resamples, lane by lane.</summary>
    /// <param name="seed">Seed of the whole bootstrap.</param>
    /// <param name="firstResample">Number of the resample in the first lane.</param>
    /// <param name="blocks">Blocks, B.</param>
    /// <param name="lanes">Resamples side by side, L.</param>
    /// <param name="weights">Length B × L, filled so that weights[block × L + lane] is the count of draws; each lane sums to B.</param>
    public static void Fill(ulong seed, int firstResample, int blocks, int lanes, Span<double> weights)
    {
        weights.Clear();
        for (var lane = 0; lane < lanes; lane++)
        {
            var random = SplitMix64.ForStream(seed, firstResample + lane);
            for (var draw = 0; draw < blocks; draw++)
            {
                weights[(random.Below(blocks) * lanes) + lane]++;
            }
        }
    }
}
