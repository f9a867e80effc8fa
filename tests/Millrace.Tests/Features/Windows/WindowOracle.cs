using System.Numerics;
using Millrace.Features.Windows;

namespace Millrace.Tests.Features.Windows;

/// <summary>The definition, word by word, looking at every row for every query, with exact rational numbers.</summary>
internal static class WindowOracle
{
    private const int Scale = 1074;

    public static double Value(WindowCase data, int entity, long instant, long window, WindowAggregate aggregate)
    {
        var rows = Enumerable.Range(0, data.Events.Length)
            .Where(row => entity >= 0 && data.Entities[row] == entity)
            .Where(row => data.Events[row] >= instant - window && data.Events[row] < instant)
            .Where(row => data.Created[row] != Timeline.Never && data.Created[row] <= instant)
            .ToList();
        if (aggregate.Series is not { } series)
        {
            return rows.Count;
        }

        var values = rows.Where(row => !series.IsNull(row)).Select(row => series[row]).ToList();
        return aggregate.Function switch
        {
            WindowFunction.Count => values.Count,
            _ when values.Count == 0 => double.NaN,
            WindowFunction.Sum => Quotient(Sum(values), BigInteger.One << Scale),
            WindowFunction.Mean => Quotient(Sum(values), values.Count * (BigInteger.One << Scale)),
            WindowFunction.Min => values.Min(),
            WindowFunction.Max => values.Max(),
            _ => Deviation(values),
        };
    }

    private static double Deviation(List<double> values)
    {
        if (values.Count < 2)
        {
            return double.NaN;
        }

        BigInteger n = values.Count;
        var sum = Sum(values);
        var squares = values.Aggregate(BigInteger.Zero, (total, v) => total + (Exact(v) * Exact(v)));
        return Math.Sqrt(Quotient((n * squares) - (sum * sum), n * (n - 1) * (BigInteger.One << (2 * Scale))));
    }

    private static BigInteger Sum(List<double> values) => values.Aggregate(BigInteger.Zero, (total, v) => total + Exact(v));

    private static BigInteger Exact(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var biased = (int)(bits >> 52) & 0x7FF;
        var mantissa = new BigInteger((bits & ((1L << 52) - 1)) | (biased == 0 ? 0 : 1L << 52));
        return (mantissa << Math.Max(0, biased - 1)) * Math.Sign(value);
    }

    private static double Quotient(BigInteger dividend, BigInteger divisor)
    {
        var shift = (int)Math.Max(0, 80 + divisor.GetBitLength() - dividend.GetBitLength());
        return Math.ScaleB((double)((dividend << shift) / divisor), -shift);
    }
}
