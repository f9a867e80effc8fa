using System.Text;
using Millrace.ContractSuites;
using Millrace.Server.Composition;

namespace Millrace.Tests.Server.Composition;

public sealed class SqlSchemaGoldenTests
{
    [Fact]
    public async Task A_fresh_home_has_the_golden_tables()
    {
        using var folder = new TempFolder();
        await using var app = (await MillraceApp.OpenAsync(folder.Path, CancellationToken.None)).Value;
        await using var connection = await app.Tables.OpenReadAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY tbl_name, type DESC, name";
        await using var rows = await command.ExecuteReaderAsync();
        var text = new StringBuilder();
        while (await rows.ReadAsync())
        {
            text.Append(rows.GetString(0)).Append(";\n");
        }

        Golden.Equal("tests/Millrace.Tests/Server/Composition/schema.golden.sql", text.ToString());
    }
}
