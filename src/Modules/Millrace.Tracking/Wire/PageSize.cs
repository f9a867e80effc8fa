using System.Globalization;
using Millrace.Kernel.Problems;

namespace Millrace.Tracking.Wire;

/// <summary>How many results a page of a search has.</summary>
internal static class PageSize
{
    /// <summary>When a request does not say.</summary>
    public const int Default = 1000;

    /// <summary>The most.</summary>
    public const int Most = 50_000;

    public static Outcome<int> Of(long? asked) => (asked ?? Default) switch
    {
        < 1 => TrackingProblems.ParameterInvalid("max_results", Text(asked), "It must be a positive integer."),
        > Most => TrackingProblems.ParameterInvalid("max_results", Text(asked), string.Create(CultureInfo.InvariantCulture, $"It must be at most {Most}.")),
        var size => (int)size,
    };

    private static string Text(long? asked) => asked!.Value.ToString(CultureInfo.InvariantCulture);
}
