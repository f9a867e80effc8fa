using System.Globalization;
using Millrace.ContractSuites;
using Millrace.ContractSuites.Postgres;
using Millrace.ContractSuites.Tables;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;
using Millrace.Postgres.Tables;
using Millrace.Tests.Embedded;

namespace Millrace.Tests.Postgres.Tables;

[Covers(typeof(PostgresTables))]
public sealed class PostgresTablesTests(PostgresServer server) : TablesContract, IAsyncLifetime
{
    private PostgresTables tables = null!;
    private string address = "";

    protected override ITables Tables => tables;

    private string Database => address[(address.LastIndexOf('/') + 1)..];

    public async ValueTask InitializeAsync()
    {
        address = await server.NewDatabaseAsync();
        tables = PostgresTables.Open(address, TimeProvider.System).Value;
    }

    public ValueTask DisposeAsync()
    {
        tables.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_reader_cannot_write() =>
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => tables.QueryAsync("CREATE TABLE sneaky (id BIGINT)"));

    [Fact]
    public async Task Commits_are_synchronous_even_where_the_database_says_otherwise()
    {
        await server.ExecuteAsync("postgres", $"ALTER DATABASE {Database} SET synchronous_commit = off");
        using var other = PostgresTables.Open(address, TimeProvider.System).Value;
        Assert.Equal("on", await other.WriteAsync(t => (string)t.Scalar("SHOW synchronous_commit")!, default));
    }

    [Fact]
    public async Task A_work_that_goes_on_after_a_failed_statement_is_not_acknowledged()
    {
        await tables.WriteAsync(t => t.Execute("CREATE TABLE n (n BIGINT PRIMARY KEY)"), default);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => tables.WriteAsync(
            t =>
            {
                t.Execute("INSERT INTO n VALUES (1)");
                Assert.ThrowsAny<System.Data.Common.DbException>(() => t.Execute("INSERT INTO n VALUES (1)"));
            },
            default));
        await tables.WriteAsync(t => t.Execute("INSERT INTO n VALUES (2)"), default);
        Assert.Equal(2L, Assert.Single(await tables.QueryAsync("SELECT n FROM n"))[0]);
    }

    [Fact]
    public async Task A_connection_lost_between_writes_is_not_noticed_by_the_next()
    {
        await tables.WriteAsync(t => t.Execute("CREATE TABLE n (n BIGINT PRIMARY KEY)"), default);
        await DisconnectAllAsync();
        await tables.WriteAsync(t => t.Execute("INSERT INTO n VALUES (2)"), default);
        Assert.Single(await tables.QueryAsync("SELECT n FROM n"));
    }

    [Fact]
    public async Task A_connection_lost_inside_a_write_is_told_and_the_writer_connects_anew()
    {
        await tables.WriteAsync(t => t.Execute("CREATE TABLE n (n BIGINT PRIMARY KEY)"), default);
        var lost = await Assert.ThrowsAsync<ProblemException>(() => tables.WriteAsync(
            t =>
            {
                t.Execute("INSERT INTO n VALUES (1)");
                t.Scalar("SELECT pg_terminate_backend(pg_backend_pid())");
            },
            default));
        Assert.Equal(("tables.connection-lost", ProblemKind.Unavailable), (lost.Problems[0].Code, lost.Problems[0].Kind));
        Assert.Equal(1, await tables.WriteAsync(t => t.Execute("INSERT INTO n VALUES (2)"), default));
        Assert.Equal(2L, Assert.Single(await tables.QueryAsync("SELECT n FROM n"))[0]);
    }

    [Fact]
    public async Task A_connection_lost_in_the_commit_is_told_as_unknown()
    {
        // A deferred trigger runs inside the commit, and ends the connection there.
        await tables.WriteAsync(
            t => t.Execute(
                """
                CREATE TABLE n (n BIGINT PRIMARY KEY);
                CREATE FUNCTION ending() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END';
                CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON n DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ending();
                """),
            default);
        var unknown = await Assert.ThrowsAsync<ProblemException>(() => tables.WriteAsync(t => t.Execute("INSERT INTO n VALUES (1)"), default));
        Assert.Equal("tables.commit-unknown", unknown.Problems[0].Code);
        await tables.WriteAsync(t => t.Execute("ALTER TABLE n DISABLE TRIGGER at_commit"), default);
        Assert.Equal(1, await tables.WriteAsync(t => t.Execute("INSERT INTO n VALUES (2)"), default));
    }

    [Fact]
    public async Task A_commit_that_the_server_refuses_is_told_and_the_writer_goes_on()
    {
        await tables.WriteAsync(
            t => t.Execute(
                """
                CREATE TABLE parent (n BIGINT PRIMARY KEY);
                CREATE TABLE child (n BIGINT REFERENCES parent (n) DEFERRABLE INITIALLY DEFERRED)
                """),
            default);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => tables.WriteAsync(t => t.Execute("INSERT INTO child VALUES (1)"), default));
        await tables.WriteAsync(t => t.Execute("INSERT INTO parent VALUES (7)"), default);
        Assert.Empty(await tables.QueryAsync("SELECT n FROM child"));
    }

    [Fact]
    public async Task Text_with_a_null_character_is_refused_by_name()
    {
        var refused = await Assert.ThrowsAsync<ProblemException>(() => tables.WriteAsync(t => t.Scalar("SELECT CAST(@x AS TEXT)", ("x", "a\0b")), default));
        Assert.Equal(("tables.text-not-storable", ProblemKind.Invalid), (refused.Problems[0].Code, refused.Problems[0].Kind));
    }

    [Fact]
    public void A_database_that_is_not_there_is_a_problem()
    {
        var missing = PostgresTables.Open(server.AddressOf("nowhere"), TimeProvider.System).Problem!;
        Assert.Equal(("tables.database-missing", ProblemKind.NotFound), (missing.Code, missing.Kind));
        Assert.Contains("CREATE DATABASE nowhere OWNER millrace", missing.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_password_is_a_problem_that_does_not_show_it()
    {
        var refused = PostgresTables.Open(server.AddressOf(Database, "swordfish"), TimeProvider.System).Problem!;
        Assert.Equal(("tables.login-refused", ProblemKind.Forbidden), (refused.Code, refused.Kind));
        Assert.DoesNotContain("swordfish", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_does_not_answer_is_a_problem_that_shows_no_password()
    {
        var unreachable = PostgresTables.Open("postgres://u:swordfish@127.0.0.1:1/db", TimeProvider.System).Problem!;
        Assert.Equal(("tables.unreachable", ProblemKind.Unavailable), (unreachable.Code, unreachable.Kind));
        Assert.Contains("127.0.0.1:1/db", unreachable.What, StringComparison.Ordinal);
        Assert.DoesNotContain("swordfish", unreachable.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://u:swordfish@host:notaport/db")]
    [InlineData("postgres://u:swordfish@host/db?search_path=swordfish")]
    [InlineData("Host=h;Port=swordfish")]
    [InlineData("Host=h;Password=a;swordfish")]
    [InlineData("postgres://")]
    [InlineData("swordfish")]
    public void An_address_that_cannot_be_read_is_a_problem_that_does_not_repeat_it(string text)
    {
        var unreadable = PostgresTables.Open(text, TimeProvider.System).Problem!;
        Assert.Equal(("tables.address-unreadable", ProblemKind.Invalid), (unreadable.Code, unreadable.Kind));
        Assert.DoesNotContain("swordfish", unreadable.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_acknowledged_row_survives_a_kill()
    {
        using var victim = new Victim("write-postgres-rows", address);
        var said = new List<string>();
        while (said.Count < 200)
        {
            said.Add(await victim.HearAsync());
        }

        said.AddRange(await victim.KillAsync());

        // The killed one's turn is over: others write on.
        await tables.WriteAsync(t => t.Execute("INSERT INTO rows (n) VALUES (-1)"), default);
        var rows = (await tables.QueryAsync("SELECT n FROM rows")).Select(row => (long)row[0]!).ToHashSet();
        Assert.Subset(rows, said.Select(line => long.Parse(line, CultureInfo.InvariantCulture)).ToHashSet());
    }

    protected override ITables OpenAnother(TimeProvider clock) => PostgresTables.Open(address, clock).Value;

    private Task DisconnectAllAsync() => server.ExecuteAsync(
        "postgres", $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{Database}'");
}
