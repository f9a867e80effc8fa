using Millrace.DuckDb;
using Millrace.DuckDb.Expressions;

namespace Millrace.Tests.Engines.DuckDb.Expressions;

public sealed class ExpressionGuardTests : IDisposable
{
    private static readonly SchemaColumn[] Schema =
    [
        new("amount", "DECIMAL(18,3)"), new("name", "VARCHAR"), new("seen", "TIMESTAMP"), new("tags", "VARCHAR[]"),
        new("s", "STRUCT(f INTEGER)"), new("doc", "JSON"), new("Strange \"name\"", "BOOLEAN"), new("user", "BIGINT"),
    ];

    private readonly DuckDatabase _database = DuckDatabase.Open();
    private readonly DuckConnection _connection;
    private readonly ExpressionGuard _guard;

    public ExpressionGuardTests()
    {
        _connection = _database.Connect();
        _guard = new ExpressionGuard(_connection);
    }

    [Theory]
    [InlineData("amount * 2", "DECIMAL(18,3)", "amount", "")]
    [InlineData("log(amount + 1) -- natural?", "DOUBLE", "amount", "log")]
    [InlineData("CASE WHEN name IN ('a', 'b') THEN 1 ELSE 0 END", "INTEGER", "name", "")]
    [InlineData("extract(hour FROM seen)", "BIGINT", "seen", "date_part")]
    [InlineData("list_transform(tags, lambda t: upper(t) || name)", "VARCHAR[]", "tags,name", "list_transform,upper")]
    [InlineData("s.f + 1", "INTEGER", "s", "")]
    [InlineData("doc->>'$.a'", "VARCHAR", "doc", "")]
    [InlineData("\"Strange \"\"name\"\"\" AND NOT amount BETWEEN 1 AND 2", "BOOLEAN", "Strange \"name\",amount", "")]
    [InlineData("\"user\" % 10", "BIGINT", "user", "")]
    [InlineData("coalesce(TRY_CAST(name AS DOUBLE), 0.5::DOUBLE)", "DOUBLE", "name", "")]
    [InlineData("'it''s a ; FROM t'", "VARCHAR", "", "")]
    [InlineData("NULL", "INTEGER", "", "")]
    [InlineData("list_sum([1, 2, 3]) + nullif(\"user\", 0)", "HUGEINT", "user", "list_sum,list_value,nullif")]
    public void A_scalar_expression_is_accepted_with_its_type_columns_and_functions(
        string sql, string type, string columns, string functions)
    {
        var check = _guard.Bind(sql, Schema);

        Assert.True(check.IsAccepted, check.Refusal?.Message);
        Assert.Equal(type, check.Expression.Type?.Sql);
        Assert.Equal(columns, string.Join(',', check.Expression.Columns));
        Assert.Equal(functions, string.Join(',', check.Expression.Functions));
    }

    [Theory]
    [InlineData("(SELECT count(*) FROM read_csv('/etc/passwd'))", "subquery", 0)]
    [InlineData("amount + (SELECT 1)", "subquery", 9)]
    [InlineData("name IN (SELECT 'a')", "subquery", 5)]
    [InlineData("1 FROM read_csv('/etc/passwd')", "not one expression", null)]
    [InlineData("1; DROP TABLE t", "not a statement", null)]
    [InlineData("1; SELECT 2", "not one expression", null)]
    [InlineData("amount;", "not one expression", null)]
    [InlineData("1) + (2", "syntax error", 1)]
    [InlineData("amount, name", "not one expression", null)]
    [InlineData("amount AS x", "not one expression", null)]
    [InlineData("DISTINCT amount", "not one expression", null)]
    [InlineData("ALL amount", "not one expression", null)]
    [InlineData("amount WHERE true", "not one expression", null)]
    [InlineData("amount ORDER BY 1", "not one expression", null)]
    [InlineData("amount LIMIT 1", "not one expression", null)]
    [InlineData("amount UNION SELECT 1", "not one expression", null)]
    [InlineData("amount QUALIFY true", "not one expression", null)]
    [InlineData("1 GROUP BY ALL", "not one expression", null)]
    [InlineData("*", "'*'", 0)]
    [InlineData("COLUMNS('a.*')", "'*'", 0)]
    [InlineData("sum(amount)", "aggregates many rows", 0)]
    [InlineData("count(*)", "aggregates many rows", 0)]
    [InlineData("row_number() OVER ()", "window", 0)]
    [InlineData("read_text('/etc/passwd')", "returns a table", 0)]
    [InlineData("unnest(tags)", "unnest", 0)]
    [InlineData("1 + getenv('HOME')", "getenv", 4)]
    [InlineData("current_setting('memory_limit')", "session", 0)]
    [InlineData("getvariable('x')", "session", 0)]
    [InlineData("pg_sleep(1)", "session", 0)]
    [InlineData("sleep_ms(1)", "session", 0)]
    [InlineData("nextval('s')", "session", 0)]
    [InlineData("name.upper()", "plain call", null)]
    [InlineData("$1", "parameter", null)]
    [InlineData("?", "parameter", null)]
    [InlineData("#1", "position", 0)]
    [InlineData("upper(DISTINCT name)", "belong to aggregates", 0)]
    [InlineData("abs(amount) FILTER (WHERE true)", "belong to aggregates", 0)]
    [InlineData("nonsense(1)", "no scalar function 'nonsense'", 0)]
    [InlineData("amount +", "syntax error at end", 8)]
    [InlineData("1 /* open", "unterminated", 2)]
    [InlineData("", "without selection list", null)]
    [InlineData("1 -- \0", "U+0000", 5)]
    public void Anything_else_is_refused_with_the_reason_and_the_place(string sql, string reason, int? position)
    {
        var check = _guard.Check(sql);

        Assert.False(check.IsAccepted);
        Assert.Contains(reason, check.Refusal.Message, StringComparison.OrdinalIgnoreCase);
        if (position is not null)
        {
            Assert.Equal(position, check.Refusal.Position);
        }
    }

    [Theory]
    [InlineData("'ü🦆ö' + getenv('HOME')", 9)]
    [InlineData("'ü🦆ö' + 1 )", 11)]
    public void The_place_counts_characters_and_not_bytes(string sql, int position) =>
        Assert.Equal(position, _guard.Check(sql).Refusal!.Position);

    [Theory]
    [InlineData("missing + 1", "no column 'missing'")]
    [InlineData("current_date", "no column 'current_date'")]
    [InlineData("name * 2 + tags", "Binder Error")]
    [InlineData("upper(amount, 1)", "Binder Error")]
    [InlineData("CAST(amount AS nothing)", "nothing")]
    [InlineData("wavg(amount, \"user\")", "aggregates")]
    [InlineData("generate_subscripts(tags, 1)", "UNNEST")]
    public void What_does_not_fit_the_schema_is_refused_in_words(string sql, string words)
    {
        var check = _guard.Bind(sql, Schema);

        Assert.False(check.IsAccepted);
        Assert.Contains(words, check.Refusal.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("LINE 1", check.Refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_that_change_from_query_to_query_are_named() =>
        Assert.Equal(["now", "random"], _guard.Check("epoch(now()) + random() + abs(1)").Expression!.VolatileFunctions);

    [Fact]
    public void A_chain_of_many_terms_is_not_too_deep() =>
        Assert.True(_guard.Check(string.Join(" + ", Enumerable.Repeat("amount", 400))).IsAccepted);

    [Fact]
    public void Nothing_is_computed_while_binding() =>
        Assert.True(_guard.Bind("error('computed')", Schema).IsAccepted);

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }
}
