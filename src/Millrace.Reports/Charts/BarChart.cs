using Millrace.Reports.Numbers;

namespace Millrace.Reports.Charts;

/// <summary>One bar for each category.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Category">What the categories are.</param>
/// <param name="Value">What is measured.</param>
/// <param name="Bars">In order.</param>
public sealed record BarChart(string Title, Axis Category, Axis Value, IReadOnlyList<Bar> Bars) : Chart(Title)
{
    private const int HorizontalBarPx = 24;

    /// <summary>Bars lie, the first on top: for long names.</summary>
    public bool IsHorizontal { get; init; }

    internal override bool IsEmpty => Bars.Count == 0;

    internal override int HeightPx => IsSmall ? 150 : IsHorizontal ? 64 + (HorizontalBarPx * Bars.Count) : 300;

    internal override string Kind => "Bar chart";

    internal override object ToOptions()
    {
        var category = EChartsOptions.CategoryAxis([.. Bars.Select(bar => bar.Name)], Category, IsHorizontal, IsSmall);
        var value = EChartsOptions.ValueAxis(Value.Min is null ? Value with { Min = Floor() } : Value, !IsHorizontal, IsSmall);
        return new
        {
            grid = EChartsOptions.Grid(IsSmall),
            tooltip = EChartsOptions.Tooltip("axis", Value.Style),
            xAxis = IsHorizontal ? value : category,
            yAxis = IsHorizontal ? category : value,
            series = new[]
            {
                new
                {
                    type = "bar", name = Value.Label, barMaxWidth = IsHorizontal ? 16 : 40,
                    itemStyle = new { borderRadius = 2 },
                    data = Bars.Select(bar => new { value = EChartsOptions.Rounded(bar.Value), itemStyle = new { color = EChartsOptions.Color(bar.Ink) } }).ToArray(),
                },
            },
        };
    }

    internal override ChartTable ToTable() => new(
        [Category.Label, Value.Label],
        [.. Bars.Select(bar => (string[])[bar.Name, HumanNumber.Of(bar.Value, Value.Style)])]);

    /// <summary>A bar's length tells its value only when it starts at zero.</summary>
    private double? Floor() => Bars.All(bar => !(bar.Value < 0)) ? 0 : null;
}

/// <summary>A bar.</summary>
/// <param name="Name">Its category.</param>
/// <param name="Value">Its length.</param>
/// <param name="Ink">Its colour.</param>
public sealed record Bar(string Name, double Value, Ink Ink = Ink.Main);
