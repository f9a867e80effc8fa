using Millrace.ContractSuites.Postgres;
using Millrace.ContractSuites.Tables;
using Millrace.Postgres.Tables;
using Millrace.Server.Composition;

namespace Millrace.Tests.Postgres;

public sealed class ModuleSchemasTests(PostgresServer server)
{
    [Fact]
    public async Task Every_module_s_tables_are_made_on_PostgreSQL_and_made_again_without_a_change()
    {
        using var tables = PostgresTables.Open(await server.NewDatabaseAsync(), TimeProvider.System).Value;
        for (var start = 0; start < 2; start++)
        {
            foreach (var schema in MillraceApp.Schemas)
            {
                await tables.MigrateAsync(schema.Module, schema.Migrations, TestContext.Current.CancellationToken);
            }
        }

        var migrated = (await tables.QueryAsync("SELECT DISTINCT module FROM schema_migrations")).Select(row => (string)row[0]!);
        Assert.Equal(MillraceApp.Schemas.Select(schema => schema.Module).Order(StringComparer.Ordinal), migrated.Order(StringComparer.Ordinal));
    }
}
