using Millrace.Data.Contracts;

namespace Millrace.Tests.Data.Contracts;

public sealed class SourceSchemaTests
{
    [Fact]
    public async Task Columns_of_each_format_are_seen()
    {
        using var lab = await DataLab.OpenAsync();

        var parquet = SourceSchema.Read(lab.WriteParquet("p", "SELECT 1::BIGINT AS a, TIMESTAMP '2001-01-01' AS t, 1.5::DECIMAL(9,2) AS d"), "parquet");
        var csv = SourceSchema.Read(lab.Write("c", "a|when\n1|2001-01-01\n"), "csv");
        var lines = SourceSchema.Read(lab.Write("j", "{\"a\":1.5,\"ok\":true}\n"), "jsonl");

        Assert.Equal([new("a", "bigint"), new("t", "timestamp"), new("d", "decimal(9,2)")], parquet.Value);
        Assert.Equal([new("a", "bigint"), new("when", "date")], csv.Value);
        Assert.Equal([new("a", "double"), new("ok", "boolean")], lines.Value);
    }

    [Fact]
    public async Task A_header_without_rows_is_all_text()
    {
        using var lab = await DataLab.OpenAsync();

        Assert.Equal([new("a", "varchar"), new("b", "varchar")], SourceSchema.Read(lab.Write("c", "a,b\n"), "csv").Value);
    }

    [Fact]
    public void A_missing_file_is_told() =>
        Assert.Equal("data.source-missing", SourceSchema.Read("/no/such/file", "csv").Problem?.Code);
}
