namespace Millrace.Training.Preprocessing;

/// <summary>Order statistics without sorting everything (Hoare's quickselect).</summary>
internal static class Selection
{
    /// <summary>The median; reorders the values.</summary>
    /// <param name="values">Finite, at least one.</param>
    public static double Median(Span<double> values)
    {
        var upper = Select(values, values.Length / 2);
        if (values.Length % 2 == 1)
        {
            return upper;
        }

        // After the selection everything before the middle is at most the middle.
        var lower = values[0];
        foreach (var value in values[..(values.Length / 2)])
        {
            lower = Math.Max(lower, value);
        }

        return lower + ((upper - lower) / 2);
    }

    private static double Select(Span<double> values, int k)
    {
        var (low, high) = (0, values.Length - 1);
        while (low < high)
        {
            var pivot = MedianOfThree(values[low], values[low + ((high - low) / 2)], values[high]);
            var (left, right) = (low, high);
            while (left <= right)
            {
                while (values[left] < pivot)
                {
                    left++;
                }

                while (values[right] > pivot)
                {
                    right--;
                }

                if (left <= right)
                {
                    (values[left], values[right]) = (values[right], values[left]);
                    left++;
                    right--;
                }
            }

            if (k <= right)
            {
                high = right;
            }
            else if (k >= left)
            {
                low = left;
            }
            else
            {
                break;
            }
        }

        return values[k];
    }

    private static double MedianOfThree(double a, double b, double c) =>
        Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
