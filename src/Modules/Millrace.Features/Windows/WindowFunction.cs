namespace Millrace.Features.Windows;

/// <summary>What is computed over the rows of a window.</summary>
internal enum WindowFunction
{
    /// <summary>Rows, or the rows with a value where a column is named. 0 for none.</summary>
    Count,

    /// <summary>Sum of the values; NaN for none.</summary>
    Sum,

    /// <summary>Arithmetic mean of the values; NaN for none.</summary>
    Mean,

    /// <summary>Smallest value; NaN for none.</summary>
    Min,

    /// <summary>Largest value; NaN for none.</summary>
    Max,

    /// <summary>Sample standard deviation (ddof 1); NaN below two values.</summary>
    Std,
}

/// <summary>The functions' names in workflow files.</summary>
internal static class WindowFunctions
{
    /// <summary>Every name, in the order of documentation.</summary>
    public static IReadOnlyList<string> Names { get; } = ["count", "sum", "mean", "min", "max", "std"];

    /// <summary>Reads a name.</summary>
    public static bool TryParse(string name, out WindowFunction function)
    {
        var index = Names.ToList().IndexOf(name);
        function = (WindowFunction)Math.Max(0, index);
        return index >= 0;
    }
}
