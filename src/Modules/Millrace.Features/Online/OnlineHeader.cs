using Millrace.Features.Windows;

namespace Millrace.Features.Online;

/// <summary>What the file of a view says about itself, as JSON at its beginning.</summary>
/// <param name="FormatVersion">1.</param>
/// <param name="Place">The view's place in the feature set.</param>
/// <param name="View">Its name.</param>
/// <param name="QueryColumns">For each key, the column of the row asked about.</param>
/// <param name="Windows">In the file's order.</param>
/// <param name="Aggregates">In the file's order.</param>
/// <param name="Width">Stored counters per row.</param>
/// <param name="EntityCount">Entities.</param>
/// <param name="RowCount">Rows.</param>
/// <param name="HashSlotCount">Slots of the key table, a power of two.</param>
/// <param name="KeyByteCount">Bytes of all keys.</param>
/// <param name="ExtremeCount">Columns kept for minima and maxima.</param>
/// <param name="HistoryFromMicros">Rows with an event time before this are not kept.</param>
internal sealed record OnlineHeader(
    int FormatVersion, int Place, string View, IReadOnlyList<string> QueryColumns, IReadOnlyList<OnlineWindow> Windows,
    IReadOnlyList<OnlineAggregate> Aggregates, int Width, int EntityCount, int RowCount, int HashSlotCount, int KeyByteCount,
    int ExtremeCount, long HistoryFromMicros)
{
    /// <summary>The version that is read and written.</summary>
    public const int Version = 1;
}

/// <summary>A window.</summary>
/// <param name="Label">As in names.</param>
/// <param name="Micros">Its length.</param>
internal sealed record OnlineWindow(string Label, long Micros);

/// <summary>An aggregate and how it comes from counters: a flat form of <see cref="WindowFormula"/>.</summary>
/// <param name="Name">As in names.</param>
/// <param name="Function">What is computed.</param>
/// <param name="CountSlot">Counter of values.</param>
/// <param name="SumSlot">First counter of the sum; -1 for none.</param>
/// <param name="SumLimbs">Counters of the sum.</param>
/// <param name="SquareSlot">First counter of the sum of squares; -1 for none.</param>
/// <param name="SquareLimbs">Counters of the sum of squares.</param>
/// <param name="Exponent">Of the grid.</param>
/// <param name="Extreme">Place among the columns of minima and maxima; -1 for the others.</param>
internal sealed record OnlineAggregate(
    string Name, WindowFunction Function, int CountSlot, int SumSlot, int SumLimbs, int SquareSlot, int SquareLimbs,
    int Exponent, int Extreme)
{
    /// <summary>The flat form.</summary>
    public static OnlineAggregate Of(WindowAggregate aggregate, WindowFormula? formula, int extreme) => new(
        aggregate.Name, aggregate.Function, formula?.CountSlot ?? 0,
        formula?.Sum?.FirstSlot ?? -1, formula?.Sum?.LimbCount ?? 0,
        formula?.SquareSum?.FirstSlot ?? -1, formula?.SquareSum?.LimbCount ?? 0,
        formula?.Exponent ?? 0, extreme);

    /// <summary>The formula; null for minima and maxima.</summary>
    public WindowFormula? Formula() => Extreme >= 0
        ? null
        : new WindowFormula(Function, CountSlot, Sum(SumSlot, SumLimbs), Sum(SquareSlot, SquareLimbs), Exponent);

    private static ExactSum? Sum(int slot, int limbs) => slot < 0 ? null : new ExactSum(slot, limbs);
}
