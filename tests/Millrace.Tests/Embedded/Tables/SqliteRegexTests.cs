using Microsoft.Data.Sqlite;
using Millrace.ContractSuites;
using Millrace.ContractSuites.Tables;
using Millrace.Embedded.Tables;

namespace Millrace.Tests.Embedded.Tables;

public sealed class SqliteRegexTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly SqliteTables tables;

    public SqliteRegexTests() => tables = SqliteTables.Open(Path.Combine(folder.Path, "t.db"), TimeProvider.System).Value;

    public void Dispose()
    {
        tables.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("'night-12' REGEXP '^night-[0-9]+$'", 1L)]
    [InlineData("'Night-12' REGEXP '^night-[0-9]+$'", 0L)]
    [InlineData("'a' || char(10) || 'b' REGEXP 'a.b'", 1L)]
    [InlineData("'abc' NOT REGEXP 'b'", 0L)]
    [InlineData("(NULL REGEXP 'b') IS NULL", 1L)]
    [InlineData("('x' NOT REGEXP NULL) IS NULL", 1L)]
    public async Task Readers_know_regular_expressions(string condition, long expected) =>
        Assert.Equal(expected, (await tables.QueryAsync($"SELECT {condition}"))[0][0]);

    [Fact]
    public async Task A_pattern_that_would_take_for_ever_elsewhere_is_answered() =>
        Assert.Equal(0L, (await tables.QueryAsync($"SELECT '{new string('a', 10_000)}!' REGEXP '^(a+)+$'"))[0][0]);

    [Fact]
    public async Task A_pattern_that_is_none_or_too_long_fails_the_statement()
    {
        await Assert.ThrowsAsync<SqliteException>(() => tables.QueryAsync("SELECT 'a' REGEXP '('"));
        await Assert.ThrowsAsync<SqliteException>(() => tables.QueryAsync($"SELECT 'a' REGEXP '{new string('a', 2_001)}'"));
    }
}
