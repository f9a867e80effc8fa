using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Language;

[Help("Something that must hold of the data."), ChosenBy("check")]
internal abstract record Check
{
    public string Chosen { get; internal set; } = "";

    [Help("What it is called in reports; named after check and columns when left out."), Named(NameRule.Name)]
    public string? Name { get; init; }

    [Help("Error ends the run and quarantines failing rows; warning only tells.")]
    public Severity Severity { get; init; } = Severity.Error;
}

internal enum Severity
{
    Error,
    Warning,
}

/// <summary>A check that each row passes or fails.</summary>
internal interface IRowCheck
{
    double Tolerate { get; }
}

[Choice("not_null"), Help("Every row has a value in each of the columns.")]
internal sealed record NotNullCheck : Check, IRowCheck
{
    [Help("The columns."), AtLeast(1)]
    public required IReadOnlyList<string> Columns { get; init; }

    [Help("Share of failing rows that is still a pass."), Within(0, 1, BelowMax = true)]
    public double Tolerate { get; init; }
}

[Choice("unique"), Help("No two rows have the same values in the columns.")]
internal sealed record UniqueCheck : Check, IRowCheck
{
    [Help("The columns, together."), AtLeast(1)]
    public required IReadOnlyList<string> Columns { get; init; }

    [Help("Share of failing rows that is still a pass."), Within(0, 1, BelowMax = true)]
    public double Tolerate { get; init; }
}

[Choice("between"), Help("Values lie within bounds; missing values pass.")]
internal sealed record BetweenCheck : Check, IRowCheck
{
    [Help("The column.")]
    public required string Column { get; init; }

    [Help("Smallest allowed value; no bound when left out.")]
    public double? Min { get; init; }

    [Help("Largest allowed value; no bound when left out.")]
    public double? Max { get; init; }

    [Help("Share of failing rows that is still a pass."), Within(0, 1, BelowMax = true)]
    public double Tolerate { get; init; }
}

[Choice("in_set"), Help("Values are among those listed; missing values pass.")]
internal sealed record InSetCheck : Check, IRowCheck
{
    [Help("The column.")]
    public required string Column { get; init; }

    [Help("The allowed values."), AtLeast(1)]
    public required IReadOnlyList<Literal> Values { get; init; }

    [Help("Share of failing rows that is still a pass."), Within(0, 1, BelowMax = true)]
    public double Tolerate { get; init; }
}

[Choice("matches"), Help("Texts match a regular expression; missing values pass.")]
internal sealed record MatchesCheck : Check, IRowCheck
{
    [Help("The column.")]
    public required string Column { get; init; }

    [Help("A regular expression of RE2, DuckDB's own.")]
    public required string Pattern { get; init; }

    [Help("Share of failing rows that is still a pass."), Within(0, 1, BelowMax = true)]
    public double Tolerate { get; init; }
}

[Choice("foreign_key"), Help("Each value is a key of another source; missing values pass.")]
internal sealed record ForeignKeyCheck : Check, IRowCheck
{
    [Help("The column.")]
    public required string Column { get; init; }

    [Help("The source that must hold the key.")]
    public required string Source { get; init; }

    [Help("Its key column.")]
    public required string Key { get; init; }

    [Help("Share of failing rows that is still a pass."), Within(0, 1, BelowMax = true)]
    public double Tolerate { get; init; }
}

[Choice("expression"), Help("An expression is true for each row.")]
internal sealed record ExpressionCheck : Check, IRowCheck
{
    [Help("DuckDB SQL that is true for good rows.")]
    public required string Expression { get; init; }

    [Help("Share of failing rows that is still a pass."), Within(0, 1, BelowMax = true)]
    public double Tolerate { get; init; }
}

[Choice("row_count"), Help("The data has this many rows.")]
internal sealed record RowCountCheck : Check
{
    [Help("Fewest rows; no bound when left out."), Within(0, double.PositiveInfinity)]
    public long? Min { get; init; }

    [Help("Most rows; no bound when left out."), Within(0, double.PositiveInfinity)]
    public long? Max { get; init; }
}

[Choice("freshness"), Help("The newest value is not too old, by the data's clock.")]
internal sealed record FreshnessCheck : Check
{
    [Help("A column with instants.")]
    public required string Column { get; init; }

    [Help("How old the newest value may be.")]
    public required Duration MaxAge { get; init; }

    [Help("The data's clock: data of 2001 is not stale in a replay as of 2001.")]
    public required DateTimeOffset AsOf { get; init; }
}
