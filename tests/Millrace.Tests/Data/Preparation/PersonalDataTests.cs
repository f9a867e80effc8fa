using System.Security.Cryptography;
using System.Text;
using Millrace.Data.Contracts;
using Millrace.Kernel.Blobs;

namespace Millrace.Tests.Data.Preparation;

public sealed class PersonalDataTests
{
    private const string Secret = "ann@example.org";

    [Fact]
    public async Task Dropped_and_hashed_columns_are_so_in_data_and_quarantine()
    {
        using var lab = await DataLab.OpenAsync();
        var data = await lab.IngestedAsync("d", Rows);
        var spec = Specs.Of(Specs.Check("between", "v") with { Max = 1, Tolerate = 0.5 }).With(
            Specs.Column("mail", "varchar", "email", "hash"), Specs.Column("phone", "varchar", "phone", "drop"));

        var result = await lab.ValidateAsync(spec, data);

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Secret)));
        foreach (var output in new[] { "dataset", "quarantine" })
        {
            var version = await lab.ReadAsync<DatasetVersion>(result.Value.Outputs[output]);
            Assert.DoesNotContain(version.Columns, column => column.Name == "phone");
            Assert.Equal([hash], await lab.RowsAsync(result.Value.Outputs[output], "mail"));
        }
    }

    [Fact]
    public async Task Values_of_personal_columns_are_in_no_sample_and_no_profile_even_when_derived()
    {
        using var lab = await DataLab.OpenAsync();
        var data = await lab.IngestedAsync("d", Rows);
        var spec = Specs.Of(
                Specs.Check("matches", "mail") with { Pattern = "^x", Severity = "warning" },
                Specs.Check("matches", "upper") with { Pattern = "^x", Severity = "warning" },
                Specs.Check("expression") with { Expression = "length(upper) = 1", Name = "short", Severity = "warning" })
            .With(Specs.Column("mail", "varchar", "email", "keep"))
            .With(Specs.Derived("upper", "varchar", "upper(mail)"));

        var result = await lab.ValidateAsync(spec, data);

        var report = await lab.ReadAsync<CheckReport>(result.Value.Outputs["checks"]);
        Assert.All(report.Results.Take(3), check => Assert.Equal(["row 0", "row 1"], check.Samples));
        var version = await lab.ReadAsync<DatasetVersion>(result.Value.Outputs["dataset"]);
        var profile = Encoding.UTF8.GetString(await lab.Blobs.GetBytesAsync(version.Profile!.Digest, CancellationToken.None));
        Assert.DoesNotContain(Secret, profile, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["mail"], await Names(lab, version, column => column is { DistinctCount: 1, NullCount: 0, Min: null, TopValues: [] } && column.Name == "mail"));
    }

    [Fact]
    public async Task Values_of_personal_columns_are_in_no_problem()
    {
        using var lab = await DataLab.OpenAsync();
        var mail = Specs.Column("mail", "varchar", "email", "keep");
        var parquet = await lab.IngestedAsync("d", Rows);
        var csv = await lab.IngestAsync("d", lab.Write("d.csv", $"t,mail\n2001-01-01 00:00:00,{Secret}\n"), "csv");

        var expression = await lab.ValidateAsync(Specs.Of().With(mail).With(Specs.Derived("n", "integer", "CAST(mail AS INTEGER)")), parquet);
        var type = await lab.ValidateAsync(Specs.Of().With(mail with { Type = "bigint" }), csv.Value.Outputs["dataset"]);

        Assert.Equal(("data.expression-failed", "data.column-type"), (expression.Problem!.Code, type.Problem!.Code));
        Assert.Contains("Line: 2", type.Problem!.What, StringComparison.Ordinal);
        Assert.All(new[] { expression, type }, failed => Assert.DoesNotContain(Secret, failed.Problem!.ToString(), StringComparison.Ordinal));
    }

    private static string Rows => $"SELECT i AS v, '{Secret}' AS mail, '555' AS phone, TIMESTAMP '2001-01-01' AS t FROM range(1, 3) r(i)";

    private static async Task<IEnumerable<string>> Names(DataLab lab, DatasetVersion version, Func<ColumnProfile, bool> isWanted)
    {
        var profile = await lab.Blobs.GetJsonAsync<DatasetProfile>(version.Profile!.Digest, CancellationToken.None);
        return profile.Columns.Where(isWanted).Select(column => column.Name);
    }
}
