using System.Globalization;
using Millrace.Data.Contracts;
using Millrace.Kernel.Verdicts;

namespace Millrace.Data.Checks;

/// <summary>A clause about each row: it fails when more than the tolerated share of the rows do.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Check">Its kind.</param>
/// <param name="Columns">What it looks at.</param>
/// <param name="Severity"><c>error</c> or <c>warning</c>.</param>
/// <param name="Tolerate">Share of the rows in [0, 1].</param>
/// <param name="FailingSql">True, never NULL, for failing rows of the working table.</param>
/// <param name="Quarantines">Whether failing rows are kept out of the data.</param>
internal sealed record RowClause(
    string Name, string Check, IReadOnlyList<string> Columns, string Severity, double Tolerate, string FailingSql, bool Quarantines)
    : Clause(Name, Check, Columns, Severity)
{
    private const string Metric = "failing_share";

    public override string ObservedSql => $"count(*) FILTER (WHERE {FailingSql})";

    public override Judgement Judge(long? observed, long rowCount)
    {
        if (rowCount == 0)
        {
            return NotEvaluated(Metric, Tolerate);
        }

        var failing = observed ?? 0;
        var share = (double)failing / rowCount;
        var decision = share <= Tolerate ? Decision.Pass : Decision.Fail;
        var result = new CheckResult(Name, Check, Columns, failing, share, Tolerate, Severity, decision, Reason(failing, rowCount, share), []);
        return new Judgement(result, Metric, share, Tolerate, null);
    }

    private string Reason(long failing, long rowCount, double share)
    {
        var fate = Quarantines && failing > 0 ? ", now in quarantine" : "";
        var allowed = Tolerate >= 1 ? "any number is" : Tolerate > 0 ? $"at most {Percent(Tolerate)} is" : "none is";
        return failing == 0
            ? $"{Name}: all {Count(rowCount)} rows pass."
            : $"{Name}: {Count(failing)} of {Count(rowCount)} rows fail ({Percent(share)}{fate}); {allowed} tolerated.";
    }

    private static string Percent(double share) => share.ToString("0.####%", CultureInfo.InvariantCulture) is var text && text != "0%"
        ? text
        : share.ToString("0.##E-0", CultureInfo.InvariantCulture);
}
