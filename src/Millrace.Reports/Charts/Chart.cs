namespace Millrace.Reports.Charts;

/// <summary>A typed drawing: data and meaning, no colours or pixels. Undefined numbers are left out of the picture.</summary>
/// <param name="Title">What it shows.</param>
public abstract record Chart(string Title)
{
    /// <summary>How to read it, in a sentence; null for none.</summary>
    public string? Caption { get; init; }

    /// <summary>Drawn small, as one of many.</summary>
    public bool IsSmall { get; init; }

    /// <summary>Whether there is nothing to draw; the page then says so.</summary>
    internal abstract bool IsEmpty { get; }

    /// <summary>Height of the drawing.</summary>
    internal abstract int HeightPx { get; }

    /// <summary>The kind of drawing in words, for readers who cannot see it.</summary>
    internal abstract string Kind { get; }

    /// <summary>What ECharts is given; colours and number formats are named, not spelled out.</summary>
    internal abstract object ToOptions();

    /// <summary>The same data as a table.</summary>
    internal abstract ChartTable ToTable();
}

/// <summary>A chart's data for readers without scripts.</summary>
/// <param name="Headers">One for each column.</param>
/// <param name="Rows">As text.</param>
internal sealed record ChartTable(IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows);
