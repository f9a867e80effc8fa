using System.Globalization;
using Millrace.DuckDb;
using Millrace.Features.Expressions;

namespace Millrace.Tests.Features.Expressions;

/// <summary>DuckDB is the referee: each expression runs there as SQL and here as a delegate over the same rows.</summary>
public sealed class ExpressionCompilerTests : IDisposable
{
    private const int RowCount = 400;

    private static readonly (string Name, string Sql, ExpressionType Type)[] Columns =
    [
        ("a", "BIGINT", ExpressionType.Integer), ("b", "BIGINT", ExpressionType.Integer),
        ("x", "DOUBLE", ExpressionType.Double), ("y", "DOUBLE", ExpressionType.Double),
        ("s", "VARCHAR", ExpressionType.Text), ("zone", "VARCHAR", ExpressionType.Text),
        ("t", "TIMESTAMP", ExpressionType.Timestamp), ("f", "BOOLEAN", ExpressionType.Boolean),
    ];

    private readonly DuckDatabase database = DuckDatabase.Open();
    private readonly DuckConnection connection;
    private readonly ExpressionSchema schema = new();

    public ExpressionCompilerTests()
    {
        connection = database.Connect();
        foreach (var (name, _, type) in Columns)
        {
            schema.Add(name, type);
        }

        Fill();
    }

    public static TheoryData<string, string> Agreeing => new()
    {
        { "a + b * 2 - 7", "BIGINT" }, { "a // b", "BIGINT" }, { "a % b", "BIGINT" }, { "a / b", "DOUBLE" }, { "-a", "BIGINT" },
        { "x + y", "DOUBLE" }, { "x * 0.5", "DOUBLE" }, { "x / y", "DOUBLE" }, { "30 + a / 7.5", "DOUBLE" }, { "x - a", "DOUBLE" },
        { "a > 15", "BOOLEAN" }, { "x > y", "BOOLEAN" }, { "x >= 0.25", "BOOLEAN" }, { "a = b", "BOOLEAN" }, { "a <> b", "BOOLEAN" },
        { "s = 'ORD'", "BOOLEAN" }, { "s < 'élan'", "BOOLEAN" }, { "s IN ('ORD', 'LAX')", "BOOLEAN" }, { "s NOT IN ('ORD', 'x')", "BOOLEAN" },
        { "a BETWEEN 0 AND b", "BOOLEAN" }, { "a NOT BETWEEN 0 AND b", "BOOLEAN" },
        { "f AND a > 0", "BOOLEAN" }, { "f OR a > 0", "BOOLEAN" }, { "NOT f", "BOOLEAN" }, { "x IS NULL", "BOOLEAN" }, { "s IS NOT NULL", "BOOLEAN" },
        { "coalesce(x, 0.2)", "DOUBLE" }, { "coalesce(x, y, 0)", "DOUBLE" }, { "coalesce(s, 'none')", "VARCHAR" }, { "nullif(a, 0)", "BIGINT" },
        { "x / nullif(b, 0)", "DOUBLE" }, { "CASE WHEN a > 0 THEN x WHEN f THEN 1 ELSE NULL END", "DOUBLE" },
        { "CASE WHEN s = 'ORD' THEN 'hub' ELSE s END", "VARCHAR" }, { "CASE s WHEN 'ORD' THEN 1 ELSE 0 END", "BIGINT" },
        { "cast(30 + a / 7.5 AS BIGINT)", "BIGINT" }, { "cast(x AS BIGINT)", "BIGINT" }, { "cast(f AS INTEGER)", "BIGINT" },
        { "cast(a AS DOUBLE)", "DOUBLE" }, { "try_cast(s AS DOUBLE)", "DOUBLE" }, { "try_cast(a AS TINYINT)", "BIGINT" }, { "cast(x AS FLOAT)", "DOUBLE" },
        { "cast(a AS VARCHAR) || '-' || s", "VARCHAR" },
        { "greatest(a, b, 3)", "BIGINT" }, { "least(x, y)", "DOUBLE" }, { "abs(a)", "BIGINT" }, { "abs(x)", "DOUBLE" },
        { "floor(x)", "DOUBLE" }, { "ceil(x)", "DOUBLE" }, { "round(x)", "DOUBLE" }, { "sqrt(abs(x))", "DOUBLE" }, { "exp(least(x, 10.0))", "DOUBLE" },
        { "ln(abs(x) + 1)", "DOUBLE" }, { "power(x, 2)", "DOUBLE" }, { "lower(s)", "VARCHAR" }, { "upper(s)", "VARCHAR" }, { "length(s)", "BIGINT" },
        { "hour(t) * 6 + minute(t) // 10", "BIGINT" }, { "isodow(t)", "BIGINT" }, { "dayofweek(t)", "BIGINT" }, { "dayofyear(t)", "BIGINT" },
        { "year(t) * 10000 + month(t) * 100 + day(t)", "BIGINT" }, { "quarter(t)", "BIGINT" }, { "second(t)", "BIGINT" },
        { "timezone(zone, t)", "TIMESTAMP" }, { "timezone(zone, timezone('America/New_York', t))", "TIMESTAMP" },
        { "t + to_minutes(cast(30 + a / 7.5 AS BIGINT))", "TIMESTAMP" }, { "t - to_hours(a)", "TIMESTAMP" }, { "t + INTERVAL 90 MINUTE", "TIMESTAMP" }, { "trunc(x)", "DOUBLE" }, { "t < t + to_seconds(a)", "BOOLEAN" },
    };

    [Theory]
    [MemberData(nameof(Agreeing))]
    public void A_delegate_gives_what_DuckDB_gives(string sql, string type)
    {
        var target = ExpressionTypes.Of(type)!.Value;
        var compiled = ExpressionCompiler.Compile(connection, sql, target, schema);
        Assert.True(compiled.IsOk, compiled.Problem?.ToString());
        var result = schema.Add("result", target);
        var row = schema.NewRow();
        var rows = connection.Rows($"SELECT *, CAST(({sql}) AS {type}) FROM sample ORDER BY rowid");
        Assert.Equal(RowCount, rows.Count);
        foreach (var values in rows)
        {
            for (var slot = 0; slot < Columns.Length; slot++)
            {
                Load(row, slot, Columns[slot].Type, values[slot]);
            }

            compiled.Value.Evaluate(row, result);
            var context = string.Join(" | ", values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)));
            Assert.True(Same(values[Columns.Length], row, result, target), $"{sql} over {context} gave {Shown(row, result, target)}");
        }
    }

    [Theory]
    [InlineData("random()", "random")]
    [InlineData("now()", "now")]
    [InlineData("regexp_matches(s, 'a')", "regexp_matches")]
    [InlineData("a + 0.5", "DECIMAL")]
    [InlineData("t + INTERVAL 1 MONTH", "to_months")]
    [InlineData("(SELECT 1)", "SUBQUERY")]
    [InlineData("nothere + 1", "nothere")]
    [InlineData("sum(a)", "sum")]
    [InlineData("a +", "syntax")]
    public void What_is_outside_the_subset_is_refused_by_name(string sql, string named)
    {
        var refused = ExpressionCompiler.Compile(connection, sql, ExpressionType.Double, schema);
        Assert.False(refused.IsOk);
        Assert.Equal("features.expression-not-online", refused.Problem.Code);
        Assert.Contains(named, refused.Problem.What, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_misspelled_column_is_hinted_at()
    {
        var refused = ExpressionCompiler.Compile(connection, "zon || 'x'", ExpressionType.Text, schema);
        Assert.Contains("'zone'", refused.Problem!.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("America/New_York")]
    [InlineData("America/Phoenix")]
    [InlineData("Pacific/Honolulu")]
    [InlineData("Europe/Berlin")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Asia/Kathmandu")]
    public void Every_hour_of_2001_is_the_same_instant_as_in_DuckDB(string zone)
    {
        var text = zone.Replace("'", "''", StringComparison.Ordinal);
        var rows = connection.Rows(
            $"""
            SELECT epoch_us(t), epoch_us(timezone('{text}', t))
            FROM range(TIMESTAMP '2001-01-01', TIMESTAMP '2002-01-01', INTERVAL 30 MINUTE) r(t)
            """);
        var info = TimeZoneInfo.FindSystemTimeZoneById(zone);
        Assert.All(rows, row => Assert.Equal((long)row[1]!, CivilTime.LocalToInstant(info, (long)row[0]!)));
    }

    public void Dispose()
    {
        connection.Dispose();
        database.Dispose();
    }

    private void Fill()
    {
        connection.Execute($"CREATE TABLE sample ({string.Join(", ", Columns.Select(c => $"{c.Name} {c.Sql}"))})");
        connection.Execute("SELECT setseed(0.42)");
        connection.Execute($"""
            INSERT INTO sample SELECT
              CASE WHEN random() < 0.1 THEN NULL ELSE cast(floor(random() * 400) - 100 AS BIGINT) END,
              CASE WHEN random() < 0.1 THEN NULL ELSE cast(floor(random() * 7) - 3 AS BIGINT) END,
              CASE WHEN random() < 0.1 THEN NULL WHEN random() < 0.2 THEN floor(random() * 10) - 4.5 ELSE random() * 200 - 100 END,
              CASE WHEN random() < 0.1 THEN NULL WHEN random() < 0.1 THEN 0 ELSE random() END,
              CASE WHEN random() < 0.1 THEN NULL ELSE ['ORD', 'LAX', 'élan', '', '12.5', 'Ünïcode 東京', '😀'][1 + cast(floor(random() * 7) AS INTEGER)] END,
              ['America/New_York', 'America/Los_Angeles', 'Pacific/Honolulu', 'Europe/Berlin'][1 + cast(floor(random() * 4) AS INTEGER)],
              CASE WHEN random() < 0.1 THEN NULL ELSE TIMESTAMP '1999-12-25' + to_seconds(cast(floor(random() * 100000000) AS BIGINT)) END,
              CASE WHEN random() < 0.2 THEN NULL ELSE random() < 0.5 END
            FROM range({RowCount})
            """);
    }

    private static void Load(ExpressionRow row, int slot, ExpressionType type, object? value)
    {
        switch (type, value)
        {
            case (_, null):
                row.SetNull(slot);
                break;
            case (ExpressionType.Timestamp, DateTime moment):
                row.Set(slot, (moment.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);
                break;
            case (ExpressionType.Double, double number):
                row.Set(slot, number);
                break;
            case (_, string text):
                row.Set(slot, text);
                break;
            case (_, bool truth):
                row.Set(slot, truth ? 1L : 0L);
                break;
            default:
                row.Set(slot, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static bool Same(object? expected, ExpressionRow row, int slot, ExpressionType type) => (type, expected) switch
    {
        (_, null) => row.Missing(slot),
        _ when row.Missing(slot) => false,
        (ExpressionType.Double, double number) => number.Equals(row.DoubleAt(slot)),
        (ExpressionType.Text, string text) => text == row.TextAt(slot),
        (ExpressionType.Boolean, bool truth) => truth == (row.LongAt(slot) != 0),
        (ExpressionType.Timestamp, DateTime moment) => (moment.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond == row.LongAt(slot),
        _ => Convert.ToInt64(expected, CultureInfo.InvariantCulture) == row.LongAt(slot),
    };

    private static string Shown(ExpressionRow row, int slot, ExpressionType type) =>
        row.Missing(slot) ? "NULL"
        : type == ExpressionType.Double ? row.DoubleAt(slot).ToString("R", CultureInfo.InvariantCulture)
        : type == ExpressionType.Text ? row.TextAt(slot)! : row.LongAt(slot).ToString(CultureInfo.InvariantCulture);
}
