using Millrace.Reports.Numbers;

namespace Millrace.Reports.Charts;

/// <summary>An axis.</summary>
/// <param name="Name">What is measured.</param>
public sealed record Axis(string Name)
{
    /// <summary>Its unit; null for a pure number or a share.</summary>
    public string? Unit { get; init; }

    /// <summary>How its numbers are written.</summary>
    public NumberStyle Style { get; init; }

    /// <summary>Where it begins; null to fit the data.</summary>
    public double? Min { get; init; }

    /// <summary>Where it ends; null to fit the data.</summary>
    public double? Max { get; init; }

    /// <summary>A share from 0 to 1.</summary>
    public static Axis Share(string name) => new(name) { Style = NumberStyle.Percent, Min = 0, Max = 1 };

    /// <summary>Name and unit.</summary>
    internal string Label => Unit is null ? Name : $"{Name} ({Unit})";
}

/// <summary>A point.</summary>
/// <param name="X">Horizontal.</param>
/// <param name="Y">Vertical.</param>
public readonly record struct ChartPoint(double X, double Y);

/// <summary>Which of a page's colours a series has; the same meaning, the same colour on all charts.</summary>
public enum Ink
{
    /// <summary>What the page is about: the candidate, now.</summary>
    Main,

    /// <summary>The second thing beside it.</summary>
    Second,

    /// <summary>What it is compared with: a baseline, the reference.</summary>
    Reference,
}
