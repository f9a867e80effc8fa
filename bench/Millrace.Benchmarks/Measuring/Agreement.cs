namespace Millrace.Benchmarks.Measuring;

/// <summary>Sides that do not compute the same must not be compared.</summary>
internal static class Agreement
{
    /// <summary>Compares two results.</summary>
    /// <param name="what">What they are.</param>
    /// <param name="ours">Our result.</param>
    /// <param name="peer">The other one.</param>
    /// <param name="tolerance">Relative, or absolute for results below 1.</param>
    /// <exception cref="DisagreementException">They are further apart, or one is not a number.</exception>
    public static void Require(string what, double ours, double peer, double tolerance)
    {
        if (!(Math.Abs(ours - peer) <= tolerance * Math.Max(1, Math.Abs(peer))))
        {
            throw new DisagreementException($"{what}: ours is {ours:R}, the peer's {peer:R}.");
        }
    }
}

/// <summary>The sides of a match compute different things.</summary>
internal sealed class DisagreementException(string message) : Exception(message);
