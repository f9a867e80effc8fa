using System.Globalization;
using Millrace.Data.Contracts;
using Millrace.DuckDb;
using Millrace.Kernel.Time;
using Millrace.Kernel.Verdicts;

namespace Millrace.Data.Checks;

/// <summary>How old the newest value may be, by the data's clock. Values after that clock do not count: they would hide that
/// nothing new has come.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Column">A timestamp or date.</param>
/// <param name="Severity"><c>error</c> or <c>warning</c>.</param>
/// <param name="MaxAge">More than zero.</param>
/// <param name="AsOf">The data's clock.</param>
internal sealed record FreshnessClause(string Name, string Column, string Severity, TimeSpan MaxAge, AsOf AsOf)
    : Clause(Name, "freshness", [Column], Severity)
{
    private const string Metric = "age";

    public override string ObservedSql
    {
        get
        {
            var micros = $"epoch_us(CAST({DuckSql.QuoteIdentifier(Column)} AS TIMESTAMP))";
            return $"max({micros}) FILTER (WHERE {micros} <= {AsOf.UnixMicroseconds.ToString(CultureInfo.InvariantCulture)})";
        }
    }

    public override Judgement Judge(long? observed, long rowCount)
    {
        if (rowCount == 0)
        {
            return NotEvaluated(Metric, 0);
        }

        var asOf = Time(AsOf.Instant);
        if (observed is not { } newest)
        {
            return new Judgement(Result(false, $"{Name}: no value at or before {asOf}."), Metric, null, MaxAge.TotalSeconds, "seconds");
        }

        var newestAt = AsOf.FromUnixMicroseconds(newest).Instant;
        var age = AsOf.Instant - newestAt;
        var reason = $"{Name}: the newest value is {Time(newestAt)}, {Days(age)} days before {asOf}; at most {Days(MaxAge)} days are allowed.";
        return new Judgement(Result(age <= MaxAge, reason), Metric, age.TotalSeconds, MaxAge.TotalSeconds, "seconds");
    }

    private static string Days(TimeSpan span) => span.TotalDays.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private CheckResult Result(bool isFresh, string reason) => new(
        Name, Check, Columns, isFresh ? 0 : 1, isFresh ? 0 : 1, 0, Severity, isFresh ? Decision.Pass : Decision.Fail, reason, []);
}
