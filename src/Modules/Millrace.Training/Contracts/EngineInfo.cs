using System.Globalization;
using Millrace.Kernel.Problems;

namespace Millrace.Training.Contracts;

/// <summary>A training engine.</summary>
/// <param name="Name">As in the file.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Parameters">What can be set.</param>
public sealed record EngineInfo(string Name, string Description, IReadOnlyList<ParameterInfo> Parameters)
{
    /// <summary>The problems of one parameter; empty when all is well.</summary>
    public IEnumerable<Problem> Check(string name, double value)
    {
        var parameter = Parameters.FirstOrDefault(candidate => candidate.Name == name);
        if (parameter is null)
        {
            yield return TrainingProblems.UnknownParameter(this, name);
        }
        else if (!parameter.Accepts(value))
        {
            yield return TrainingProblems.ParameterOutOfRange(this, parameter, value);
        }
    }
}

/// <summary>A number that an engine takes.</summary>
/// <param name="Name">As in the file.</param>
/// <param name="Default">Used when the file does not say.</param>
/// <param name="Min">Smallest allowed.</param>
/// <param name="Max">Largest allowed; infinity for no bound.</param>
/// <param name="Description">One sentence.</param>
public sealed record ParameterInfo(string Name, double Default, double Min, double Max, string Description)
{
    /// <summary>Whether <see cref="Min"/> itself is refused.</summary>
    public bool IsMinExclusive { get; init; }

    /// <summary>Whether only whole numbers are allowed.</summary>
    public bool IsInteger { get; init; }

    /// <summary>The range in words, for messages: <c>a whole number in [1, 32]</c>.</summary>
    public string Range
    {
        get
        {
            var open = IsMinExclusive ? '(' : '[';
            var close = double.IsInfinity(Max) ? "∞)" : string.Create(CultureInfo.InvariantCulture, $"{Max}]");
            return string.Create(CultureInfo.InvariantCulture, $"a{(IsInteger ? " whole" : "")} number in {open}{Min}, {close}");
        }
    }

    /// <summary>Whether the value is in range.</summary>
    public bool Accepts(double value) =>
        !double.IsNaN(value) && !double.IsInfinity(value)
        && (IsMinExclusive ? value > Min : value >= Min) && value <= Max
        && (!IsInteger || value == Math.Floor(value));
}
