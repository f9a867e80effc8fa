namespace Millrace.Tests.Features.Windows;

/// <summary>Doubles are the same when their bits are, so NaN equals NaN and 0 differs from -0.</summary>
internal sealed class BitEquality : IEqualityComparer<double>
{
    public static BitEquality Instance { get; } = new();

    public bool Equals(double x, double y) => BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y);

    public int GetHashCode(double obj) => obj.GetHashCode();
}
