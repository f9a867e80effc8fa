using Millrace.Data.Contracts;
using Millrace.Kernel.Problems;

namespace Millrace.Tests.Data.Ingestion;

public sealed class IngestStepTests
{
    [Theory]
    [InlineData("csv", "a,b\n1,x\n2,\"y\nz\"\n3,é\n")]
    [InlineData("jsonl", "{\"a\":1,\"b\":\"x\"}\n{\"a\":2,\"b\":\"y\\nz\"}\n{\"a\":3,\"b\":\"é\"}\n")]
    public async Task Text_is_taken_in_with_its_columns_and_rows(string format, string text)
    {
        using var lab = await DataLab.OpenAsync();

        var result = await lab.IngestAsync("s", lab.Write("file", text), format);

        var version = await lab.ReadAsync<DatasetVersion>(result.Value.Outputs["dataset"]);
        Assert.Equal([new DatasetColumn("a", "bigint"), new DatasetColumn("b", "varchar")], version.Columns);
        Assert.Equal(3, version.RowCount);
        Assert.Equal(["1|x", "2|y\nz", "3|é"], await lab.RowsAsync(result.Value.Outputs["dataset"], "a, b"));
    }

    [Fact]
    public async Task The_raw_bytes_are_kept_as_they_are()
    {
        using var lab = await DataLab.OpenAsync();
        var path = lab.Write("file.csv", "\uFEFFa;b\r\n1;2\r\n");

        var result = await lab.IngestAsync("s", path, "csv");

        var version = await lab.ReadAsync<DatasetVersion>(result.Value.Outputs["dataset"]);
        var stored = await lab.Blobs.GetLocalPathAsync(version.Files[0].Blob.Digest, CancellationToken.None);
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(stored));
        Assert.Equal(["1|2"], await lab.RowsAsync(result.Value.Outputs["dataset"], "a, b"));
    }

    [Fact]
    public async Task The_same_bytes_are_the_same_version_wherever_and_whenever()
    {
        using var lab = await DataLab.OpenAsync();
        var first = await lab.IngestAsync("s", lab.Write("one.csv", "a\n1\n"), "csv", []);
        lab.Clock.Now = lab.Clock.Now.AddYears(1);
        var second = await lab.IngestAsync("s", lab.Write("two.csv", "a\n1\n"), "csv", []);
        var other = await lab.IngestAsync("s", lab.Write("two.csv", "a\n2\n"), "csv", []);

        Assert.Equal(first.Value.Outputs["dataset"].Digest, second.Value.Outputs["dataset"].Digest);
        Assert.NotEqual(first.Value.Outputs["dataset"].Digest, other.Value.Outputs["dataset"].Digest);
    }

    [Theory]
    [InlineData("a,b\n1,2\n3\n", 3, 1)]
    [InlineData("a,b\n1,2\n3,4,5\n6,7\n", 3, 3)]
    [InlineData("a,b\n\"x\ny\",2\n3\n", 4, 1)]
    public async Task A_ragged_row_is_told_with_its_line(string text, int line, int found)
    {
        using var lab = await DataLab.OpenAsync();

        var result = await lab.IngestAsync("s", lab.Write("r.csv", text), "csv");

        Assert.Equal("data.csv-ragged", result.Problem?.Code);
        Assert.Contains($"line {line}: {found} field", result.Problem!.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ragged_row_far_down_is_told_with_its_line()
    {
        using var lab = await DataLab.OpenAsync();
        var good = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{i},{i}\n"));

        var result = await lab.IngestAsync("s", lab.Write("r.csv", $"a,b\n{good}7\n8,8\n"), "csv");

        Assert.Equal("data.csv-ragged", result.Problem?.Code);
        Assert.Contains("line 50002:", result.Problem!.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_that_turns_out_wider_far_down_is_read_as_what_it_is()
    {
        using var lab = await DataLab.OpenAsync();
        var good = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{i},{i},{i}\n"));

        var result = await lab.IngestAsync("s", lab.Write("w.csv", $"a,b,c\n{good}7,7.5,x\n"), "csv");

        var version = await lab.ReadAsync<DatasetVersion>(result.Value.Outputs["dataset"]);
        Assert.Equal(["bigint", "double", "varchar"], version.Columns.Select(column => column.Type));
        Assert.Equal(50_001, version.RowCount);
    }

    [Fact]
    public async Task Whole_numbers_that_no_integer_holds_are_read_as_fractions_and_none_is_rounded()
    {
        using var lab = await DataLab.OpenAsync();
        var good = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{i},{i}\n"));

        var result = await lab.IngestAsync("s", lab.Write("w.csv", $"a,b\n{good}0.25,1e300\n"), "csv");

        var rows = await lab.RowsAsync(result.Value.Outputs["dataset"], "a, b");
        Assert.Equal("0.25|1e+300", rows[^1]);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told()
    {
        using var lab = await DataLab.OpenAsync();

        var result = await lab.IngestAsync("s", "/no/such/file.csv", "csv");

        Assert.Equal(("data.source-missing", ProblemKind.NotFound), (result.Problem?.Code, result.Problem!.Kind));
    }

    [Theory]
    [InlineData("parquet")]
    [InlineData("csv")]
    [InlineData("jsonl")]
    public async Task An_empty_file_is_told(string format)
    {
        using var lab = await DataLab.OpenAsync();

        var result = await lab.IngestAsync("s", lab.Write("e", ""), format);

        Assert.Equal("data.source-empty", result.Problem?.Code);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(200)]
    [InlineData(-1)]
    public async Task A_parquet_file_that_was_cut_off_is_told(int length)
    {
        using var lab = await DataLab.OpenAsync();
        var bytes = File.ReadAllBytes(lab.WriteParquet("whole", "SELECT range AS i FROM range(1000)"));
        var path = lab.Write("cut", "");
        File.WriteAllBytes(path, length < 0 ? bytes[..^1] : bytes[..length]);

        var result = await lab.IngestAsync("s", path, "parquet");

        Assert.Equal("data.source-unreadable", result.Problem?.Code);
        Assert.Empty(await lab.Catalog.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_parquet_file_with_damaged_data_is_told()
    {
        using var lab = await DataLab.OpenAsync();
        var path = lab.WriteParquet("damaged", "SELECT hash(range) AS h, range::VARCHAR AS s FROM range(20000)");
        var bytes = File.ReadAllBytes(path);
        bytes.AsSpan(4, 300).Fill(0xA5);
        File.WriteAllBytes(path, bytes);

        var result = await lab.IngestAsync("s", path, "parquet");

        Assert.Equal("data.source-unreadable", result.Problem?.Code);
    }

    [Fact]
    public async Task A_line_that_is_no_json_is_told_with_its_number()
    {
        using var lab = await DataLab.OpenAsync();

        var result = await lab.IngestAsync("s", lab.Write("b.jsonl", "{\"a\":1}\n{\"a\":}\n"), "jsonl");

        Assert.Equal("data.source-unreadable", result.Problem?.Code);
        Assert.Contains("line 2 ", result.Problem!.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_format_that_does_not_exist_gets_a_suggestion()
    {
        using var lab = await DataLab.OpenAsync();

        var result = await lab.IngestAsync("s", lab.Write("f", "x"), "parket");

        Assert.Equal("data.unknown-format", result.Problem?.Code);
        Assert.Contains("'parquet'", result.Problem!.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_is_not_utf8_is_told_with_its_line()
    {
        using var lab = await DataLab.OpenAsync();
        var path = lab.Write("l.csv", "");
        File.WriteAllBytes(path, [.. "a,b\n1,x\n2,"u8, 0xE9, .. "\n"u8]);

        var result = await lab.IngestAsync("s", path, "csv");

        Assert.Equal("data.csv-malformed", result.Problem?.Code);
        Assert.Contains("line 3", result.Problem!.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_is_told_with_the_line_where_it_opens()
    {
        using var lab = await DataLab.OpenAsync();

        var result = await lab.IngestAsync("s", lab.Write("q.csv", "a,b\n1,\"x\n2,y\n3,z\n"), "csv");

        Assert.Equal("data.csv-malformed", result.Problem?.Code);
        Assert.Contains("line 2", result.Problem!.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_columns_of_one_name_are_told()
    {
        using var lab = await DataLab.OpenAsync();

        var result = await lab.IngestAsync("s", lab.Write("d.csv", "a,A\n1,2\n"), "csv");

        Assert.Equal("data.duplicate-column", result.Problem?.Code);
    }

    [Fact]
    public async Task A_profile_is_made_only_when_it_is_known_what_it_must_not_show()
    {
        using var lab = await DataLab.OpenAsync();
        var path = lab.Write("p.csv", "mail,n\nann@example.org,1\n");

        var unknown = await lab.ReadAsync<DatasetVersion>((await lab.IngestAsync("s", path, "csv")).Value.Outputs["dataset"]);
        var known = await lab.ReadAsync<DatasetVersion>((await lab.IngestAsync("s", path, "csv", ["mail"])).Value.Outputs["dataset"]);

        Assert.Null(unknown.Profile);
        var profile = await Millrace.Kernel.Blobs.BlobDocuments.GetJsonAsync<DatasetProfile>(lab.Blobs, known.Profile!.Digest, CancellationToken.None);
        Assert.Equal([null, "1"], profile.Columns.Select(column => column.Min));
    }
}
