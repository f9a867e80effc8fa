using Millrace.Data.Contracts;
using Millrace.Kernel.Verdicts;

namespace Millrace.Data.Checks;

/// <summary>How many rows there must be. It is decided even without rows: none is fewer than some.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Severity"><c>error</c> or <c>warning</c>.</param>
/// <param name="Min">Fewest; null for any.</param>
/// <param name="Max">Most; null for any.</param>
internal sealed record RowCountClause(string Name, string Severity, double? Min, double? Max)
    : Clause(Name, "row_count", [], Severity)
{
    public override string ObservedSql => "count(*)";

    public override Judgement Judge(long? observed, long rowCount)
    {
        var tooFew = rowCount < Min;
        var tooMany = rowCount > Max;
        var reason = tooFew ? $"{Name}: {Count(rowCount)} rows, at least {Count(Min!.Value)} are wanted."
            : tooMany ? $"{Name}: {Count(rowCount)} rows, at most {Count(Max!.Value)} are wanted."
            : $"{Name}: {Count(rowCount)} rows.";
        var failing = tooFew || tooMany ? 1 : 0;
        var result = new CheckResult(
            Name, Check, [], failing, failing, 0, Severity, failing == 0 ? Decision.Pass : Decision.Fail, reason, []);
        return new Judgement(result, "row_count", rowCount, tooMany ? Max : Min ?? Max, "rows");
    }
}
