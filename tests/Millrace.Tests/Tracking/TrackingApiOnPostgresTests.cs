using Millrace.ContractSuites.Postgres;
using Millrace.Kernel.Tables;
using Millrace.Postgres.Tables;
using Millrace.Tests.Tracking.Experiments;
using Millrace.Tests.Tracking.Metrics;
using Millrace.Tests.Tracking.Runs;
using Millrace.Tests.Tracking.Storage;
using Millrace.Tracking;

namespace Millrace.Tests.Tracking;

/// <summary>Fresh databases for the suites that run on PostgreSQL, too.</summary>
internal static class PostgresDatabases
{
    public static async Task<ITables> OpenAsync(PostgresServer server) =>
        PostgresTables.Open(await server.NewDatabaseAsync(), TimeProvider.System).Value;
}

public sealed class ExperimentEndpointsOnPostgresTests(PostgresServer server) : ExperimentEndpointsTests
{
    protected override Task<ITables> OpenTablesAsync() => PostgresDatabases.OpenAsync(server);
}

public sealed class SearchExperimentsOnPostgresTests(PostgresServer server) : SearchExperimentsTests
{
    protected override Task<ITables> OpenTablesAsync() => PostgresDatabases.OpenAsync(server);
}

public sealed class RunEndpointsOnPostgresTests(PostgresServer server) : RunEndpointsTests
{
    protected override Task<ITables> OpenTablesAsync() => PostgresDatabases.OpenAsync(server);
}

public sealed class SearchRunsOnPostgresTests(PostgresServer server) : SearchRunsTests
{
    protected override Task<ITables> OpenTablesAsync() => PostgresDatabases.OpenAsync(server);
}

public sealed class HistoryEndpointsOnPostgresTests(PostgresServer server) : HistoryEndpointsTests
{
    protected override Task<ITables> OpenTablesAsync() => PostgresDatabases.OpenAsync(server);
}

public sealed class TrackingReplayOnPostgresTests(PostgresServer server) : TrackingReplayTests
{
    protected override Task<ITables> OpenTablesAsync() => PostgresDatabases.OpenAsync(server);
}

public sealed class NumberedRunsOnPostgresTests(PostgresServer server) : NumberedRunsTests
{
    protected override Task<ITables> OpenTablesAsync() => PostgresDatabases.OpenAsync(server);
}

public sealed class TrackingUnderLoadOnPostgresTests(PostgresServer server) : TrackingUnderLoadTests
{
    protected override async Task<OpenedTables> OpenTablesAsync()
    {
        var tables = await PostgresDatabases.OpenAsync(server);
        await tables.MigrateAsync(TrackingSetup.Schema.Module, TrackingSetup.Schema.Migrations, TestContext.Current.CancellationToken);
        return new OpenedTables(tables);
    }
}
