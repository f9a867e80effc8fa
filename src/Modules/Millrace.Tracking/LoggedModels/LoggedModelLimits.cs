using Millrace.Kernel.Problems;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.LoggedModels;

/// <summary>What may be said of a logged model.</summary>
internal static class LoggedModelLimits
{
    public const int MaxParamLength = 6000;
    public const int MaxTagLength = 8000;
    private const int MaxKeyLength = 250;
    private const int MaxNameLength = 500;

    public static IEnumerable<Problem> CheckName(string? name) =>
        string.IsNullOrEmpty(name) || (name.Length <= MaxNameLength && !name.AsSpan().ContainsAny("/:.%\"'"))
            ? []
            : [LoggedModelProblems.NameInvalid(name)];

    public static IEnumerable<Problem> CheckText(string parameter, string? text) =>
        text?.Length > MaxNameLength ? [TrackingProblems.TooLong(parameter, text.Length, MaxNameLength)] : [];

    public static IEnumerable<Problem> Check(string parameter, IReadOnlyList<TagEntry> pairs, int most) => pairs.SelectMany((pair, index) => (Problem[])
    [
        .. string.IsNullOrEmpty(pair.Key) ? [TrackingProblems.ParameterMissing($"{parameter}[{index}].key")] : Array.Empty<Problem>(),
        .. pair.Key?.Length > MaxKeyLength ? [TrackingProblems.TooLong($"{parameter}[{index}].key", pair.Key.Length, MaxKeyLength)] : Array.Empty<Problem>(),
        .. pair.Value?.Length > most ? [TrackingProblems.TooLong($"{parameter}[{index}].value", pair.Value.Length, most)] : Array.Empty<Problem>(),
    ]);
}
