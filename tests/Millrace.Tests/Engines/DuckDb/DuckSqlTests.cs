using Millrace.DuckDb;

namespace Millrace.Tests.Engines.DuckDb;

public sealed class DuckSqlTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("it's \"quoted\"; DROP TABLE t --")]
    [InlineData("ünï 🦆\n\\'")]
    public void Quoted_names_and_values_arrive_unchanged(string text)
    {
        using var database = DuckDatabase.Open();
        using var connection = database.Connect();

        var rows = connection.Rows($"SELECT {DuckSql.QuoteLiteral(text)} AS {DuckSql.QuoteIdentifier(text)}");

        Assert.Equal(text, rows.ColumnNames[0]);
        Assert.Equal(text, rows[0][0]);
    }

    [Fact]
    public void Text_that_would_end_the_SQL_is_refused()
    {
        Assert.Throws<ArgumentException>(() => DuckSql.QuoteLiteral("a\0b"));
        Assert.Throws<ArgumentException>(() => DuckSql.QuoteIdentifier(""));
    }
}
