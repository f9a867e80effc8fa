namespace Millrace.Statistics.Resampling;

/// <summary>A small seeded generator whose numbers are the same on every machine and runtime version
/// (Steele, Lea and Flood 2014).</summary>
internal struct SplitMix64(ulong state)
{
    private ulong _state = state;

    /// <summary>An independent stream per resample, so that results do not depend on how work is shared among threads.</summary>
    public static SplitMix64 ForStream(ulong seed, int stream)
    {
        var mixer = new SplitMix64(seed);
        return new SplitMix64(mixer.Next() ^ new SplitMix64((ulong)stream).Next());
    }

    public ulong Next()
    {
        _state += 0x9E37_79B9_7F4A_7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform over 0 … bound − 1, without bias (Lemire 2019: multiply, and reject the short remainder).</summary>
    public int Below(int bound)
    {
        var range = (ulong)bound;
        var high = Math.BigMul(Next(), range, out var low);
        if (low < range)
        {
            var shortest = (0 - range) % range;
            while (low < shortest)
            {
                high = Math.BigMul(Next(), range, out low);
            }
        }

        return (int)high;
    }
}
