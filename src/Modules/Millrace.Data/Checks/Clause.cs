using System.Globalization;
using Millrace.Data.Contracts;
using Millrace.Kernel.Verdicts;

namespace Millrace.Data.Checks;

/// <summary>One thing that is judged of a dataset.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Check">Its kind.</param>
/// <param name="Columns">What it looks at.</param>
/// <param name="Severity"><c>error</c> or <c>warning</c>.</param>
internal abstract record Clause(string Name, string Check, IReadOnlyList<string> Columns, string Severity)
{
    /// <summary>An aggregate over the working table that gives a BIGINT or NULL.</summary>
    public abstract string ObservedSql { get; }

    /// <summary>Judges what was observed.</summary>
    /// <param name="observed">The aggregate's value.</param>
    /// <param name="rowCount">Rows in all.</param>
    public abstract Judgement Judge(long? observed, long rowCount);

    /// <summary>A number for people.</summary>
    protected static string Count(double value) => value.ToString("#,0.######", CultureInfo.InvariantCulture);

    /// <summary>A result that was not evaluated.</summary>
    protected Judgement NotEvaluated(string metric, double tolerate) => new(
        new CheckResult(Name, Check, Columns, 0, null, tolerate, Severity, Decision.NotEvaluated, $"{Name}: there are no rows.", []),
        metric, null, null, null);
}

/// <summary>A clause's result with its numbers.</summary>
/// <param name="Result">For the report.</param>
/// <param name="Metric">What was measured.</param>
/// <param name="Observed">Its value; null when not evaluated.</param>
/// <param name="Bound">What it is held against; null when there is nothing.</param>
/// <param name="Unit">Of both; null for a share.</param>
internal sealed record Judgement(CheckResult Result, string Metric, double? Observed, double? Bound, string? Unit);
