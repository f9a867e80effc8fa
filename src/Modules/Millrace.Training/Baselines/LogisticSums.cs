using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Millrace.Training.Baselines;

/// <summary>What one pass over some rows gives: loss, gradient and Hessian of the logistic loss.</summary>
/// <remarks>The gradient, whose zero is the solution, is summed in double; the Hessian, which only shows the way there, in
/// float32 over short runs. Rows are summed in a fixed order, so that the result does not depend on the threads.</remarks>
internal sealed class LogisticSums
{
    private const int RowsPerStep = 4;
    private const int RowsPerFlush = 512;

    private readonly LogisticDesign design;
    private readonly int[] offsets;
    private readonly float[] denseRun;
    private readonly double[] dense;
    private readonly float[][] byCategory;
    private readonly float[][] pairs;

    private LogisticSums(LogisticDesign design)
    {
        this.design = design;
        offsets = [.. Enumerable.Range(0, design.Codes.Length).Select(design.OffsetOf)];
        denseRun = new float[design.DenseCount * design.PaddedCount];
        dense = new double[denseRun.Length];
        byCategory = [.. design.CategoryCounts.Select(count => new float[count * design.PaddedCount])];
        pairs = [.. Pairs().Select(pair => new float[design.CategoryCounts[pair.First] * design.CategoryCounts[pair.Second]])];
        Gradient = new double[design.ParameterCount];
    }

    /// <summary>Sum of the rows' negative log likelihoods.</summary>
    public double Loss { get; private set; }

    /// <summary>Its derivative by each coefficient.</summary>
    public double[] Gradient { get; }

    /// <summary>Rows summed.</summary>
    public long RowCount { get; private set; }

    /// <summary>Sums the steps of four rows that lie <paramref name="stepStride"/> steps apart, from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public static LogisticSums Over(LogisticDesign design, double[] coefficients, int from, int to, int stepStride)
    {
        var sums = new LogisticSums(design);
        var weights = new float[design.PaddedCount];
        for (var i = 0; i < design.DenseCount; i++)
        {
            weights[i] = (float)coefficients[i];
        }

        Span<float> curvature = stackalloc float[RowsPerStep];
        var sinceFlush = 0;
        for (var row = from; row < to; row += RowsPerStep * stepStride)
        {
            var count = Math.Min(RowsPerStep, to - row);
            for (var i = 0; i < RowsPerStep; i++)
            {
                curvature[i] = i < count ? sums.AddRow(row + i, weights, coefficients) : 0;
            }

            sums.AddDense(row, count, curvature);
            sinceFlush += RowsPerStep;
            if (sinceFlush >= RowsPerFlush)
            {
                sums.Flush();
                sinceFlush = 0;
            }
        }

        sums.Flush();
        return sums;
    }

    /// <summary>Adds these sums to a gradient and to the lower triangle of a Hessian over all coefficients.</summary>
    public void AddTo(double[] gradient, double[] hessian)
    {
        var n = design.ParameterCount;
        for (var i = 0; i < n; i++)
        {
            gradient[i] += Gradient[i];
        }

        for (var i = 0; i < design.DenseCount; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                hessian[(i * n) + j] += dense[(j * design.PaddedCount) + i];
            }
        }

        AddCategories(hessian, n);
    }

    private void AddCategories(double[] hessian, int n)
    {
        for (var text = 0; text < offsets.Length; text++)
        {
            for (var category = 0; category < design.CategoryCounts[text]; category++)
            {
                var row = offsets[text] + category;
                var sums = byCategory[text].AsSpan(category * design.PaddedCount, design.DenseCount);
                for (var j = 0; j < sums.Length; j++)
                {
                    hessian[(row * n) + j] += sums[j];
                }

                // A row has one category of a text, so the block of a text with itself is diagonal: the sum of the curvature.
                hessian[(row * n) + row] += sums[0];
            }
        }

        foreach (var ((first, second), values) in Pairs().Zip(pairs))
        {
            for (var i = 0; i < values.Length; i++)
            {
                var (a, b) = Math.DivRem(i, design.CategoryCounts[second]);
                hessian[((offsets[second] + b) * n) + offsets[first] + a] += values[i];
            }
        }
    }

    // Adds loss, gradient and the category sums of one row; returns its curvature p(1 − p).
    private float AddRow(int row, float[] weights, double[] coefficients)
    {
        ref var x = ref MemoryMarshal.GetArrayDataReference(design.Dense);
        ref var w = ref MemoryMarshal.GetArrayDataReference(weights);
        var at = (nuint)((long)row * design.Stride);
        var lanes = Vector512<float>.Zero;
        for (nuint j = 0; j < (nuint)weights.Length; j += LogisticDesign.Lanes)
        {
            lanes = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref x, at + j), Vector512.LoadUnsafe(ref w, j), lanes);
        }

        double margin = Vector512.Sum(lanes);
        for (var text = 0; text < offsets.Length; text++)
        {
            var code = design.Codes[text][row];
            margin += code >= 0 ? coefficients[offsets[text] + code] : 0;
        }

        var probability = 1 / (1 + Math.Exp(-margin));
        var label = design.Labels[row];
        Loss += Math.Max(margin, 0) - (label * margin) + Math.Log(1 + Math.Exp(-Math.Abs(margin)));
        RowCount++;
        var (residual, curvature) = (probability - label, (float)(probability * (1 - probability)));
        for (var j = 0; j < design.DenseCount; j++)
        {
            Gradient[j] += residual * Unsafe.Add(ref x, at + (nuint)j);
        }

        AddCodes(row, at, residual, curvature);
        return curvature;
    }

    private void AddCodes(int row, nuint at, double residual, float curvature)
    {
        ref var x = ref MemoryMarshal.GetArrayDataReference(design.Dense);
        var scale = Vector512.Create(curvature);
        var pair = 0;
        for (var text = 0; text < offsets.Length; text++)
        {
            var code = design.Codes[text][row];
            if (code >= 0)
            {
                Gradient[offsets[text] + code] += residual;
                ref var sums = ref MemoryMarshal.GetArrayDataReference(byCategory[text]);
                for (nuint j = 0, to = (nuint)(code * design.PaddedCount); j < (nuint)design.PaddedCount; j += LogisticDesign.Lanes)
                {
                    var added = Vector512.FusedMultiplyAdd(scale, Vector512.LoadUnsafe(ref x, at + j), Vector512.LoadUnsafe(ref sums, to + j));
                    added.StoreUnsafe(ref sums, to + j);
                }
            }

            for (var other = text + 1; other < offsets.Length; other++, pair++)
            {
                var second = design.Codes[other][row];
                if (code >= 0 && second >= 0)
                {
                    pairs[pair][(code * design.CategoryCounts[other]) + second] += curvature;
                }
            }
        }
    }

    // Upper triangle of Σ c x xᵀ over four rows at once: each vector of sums is loaded and stored once for the four.
    private void AddDense(int row, int count, ReadOnlySpan<float> curvature)
    {
        ref var x = ref MemoryMarshal.GetArrayDataReference(design.Dense);
        ref var sums = ref MemoryMarshal.GetArrayDataReference(denseRun);
        var stride = (nuint)design.Stride;
        var width = (nuint)design.PaddedCount;
        var r0 = (nuint)((long)row * design.Stride);

        // Rows that are not there have curvature 0 and repeat the first.
        var r1 = count > 1 ? r0 + stride : r0;
        var r2 = count > 2 ? r1 + stride : r0;
        var r3 = count > 3 ? r2 + stride : r0;
        for (nuint i = 0; i < (nuint)design.DenseCount; i++)
        {
            var a0 = Vector512.Create(curvature[0] * Unsafe.Add(ref x, r0 + i));
            var a1 = Vector512.Create(curvature[1] * Unsafe.Add(ref x, r1 + i));
            var a2 = Vector512.Create(curvature[2] * Unsafe.Add(ref x, r2 + i));
            var a3 = Vector512.Create(curvature[3] * Unsafe.Add(ref x, r3 + i));
            for (var j = i / LogisticDesign.Lanes * LogisticDesign.Lanes; j < width; j += LogisticDesign.Lanes)
            {
                var sum = Vector512.LoadUnsafe(ref sums, (i * width) + j);
                sum = Vector512.FusedMultiplyAdd(a0, Vector512.LoadUnsafe(ref x, r0 + j), sum);
                sum = Vector512.FusedMultiplyAdd(a1, Vector512.LoadUnsafe(ref x, r1 + j), sum);
                sum = Vector512.FusedMultiplyAdd(a2, Vector512.LoadUnsafe(ref x, r2 + j), sum);
                sum = Vector512.FusedMultiplyAdd(a3, Vector512.LoadUnsafe(ref x, r3 + j), sum);
                sum.StoreUnsafe(ref sums, (i * width) + j);
            }
        }
    }

    private void Flush()
    {
        for (var i = 0; i < dense.Length; i++)
        {
            dense[i] += denseRun[i];
        }

        Array.Clear(denseRun);
    }

    private IEnumerable<(int First, int Second)> Pairs() =>
        Enumerable.Range(0, design.Codes.Length).SelectMany(first => Enumerable.Range(first + 1, design.Codes.Length - first - 1).Select(second => (first, second)));
}
