using Millrace.Data.Ingestion;

namespace Millrace.Tests.Data.Ingestion;

public sealed class CsvScannerTests
{
    [Theory]
    [InlineData("a,b", new[] { "a", "b" })]
    [InlineData("\"a,b\",\"c\"\"d\"\n", new[] { "a,b", "c\"d" })]
    [InlineData(",\n", new[] { "", "" })]
    [InlineData("\"x\r\ny\",z\r\n", new[] { "x\r\ny", "z" })]
    public void A_record_is_split_as_rfc_4180_says(string text, string[] fields) =>
        Assert.Equal(fields, new CsvScanner(new StringReader(text), ',').Next());

    [Fact]
    public void Lines_are_counted_through_quoted_line_breaks()
    {
        var scanner = new CsvScanner(new StringReader("a\n\"b\nc\"\r\nd"), ',');
        var lines = new List<long>();
        while (scanner.Next() is not null)
        {
            lines.Add(scanner.Line);
        }

        Assert.Equal([1, 2, 4], lines);
    }

    [Fact]
    public void A_quote_that_is_never_closed_is_noticed()
    {
        var scanner = new CsvScanner(new StringReader("a,\"b\nc"), ',');
        scanner.Next();

        Assert.True(scanner.EndsInsideQuotes);
    }
}
