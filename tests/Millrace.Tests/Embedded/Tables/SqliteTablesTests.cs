using System.Globalization;
using Millrace.ContractSuites;
using Millrace.ContractSuites.Tables;
using Millrace.Embedded.Tables;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;

namespace Millrace.Tests.Embedded.Tables;

[Covers(typeof(SqliteTables))]
public sealed class SqliteTablesTests : TablesContract, IDisposable
{
    private readonly TempFolder folder = new();
    private readonly SqliteTables tables;

    public SqliteTablesTests() => tables = Open();

    protected override ITables Tables => tables;

    protected override ITables OpenAnother(TimeProvider clock) => SqliteTables.Open(folder.File("millrace.db"), clock).Value;

    [Fact]
    public async Task The_file_is_in_WAL_mode_and_commits_are_fully_synchronous()
    {
        Assert.Equal("wal", (await tables.QueryAsync("PRAGMA journal_mode"))[0][0]);
        Assert.Equal(2L, await tables.WriteAsync(t => (long)t.Scalar("PRAGMA synchronous")!, default));
    }

    [Fact]
    public async Task A_reader_cannot_write() =>
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => tables.QueryAsync("CREATE TABLE sneaky (id BIGINT)"));

    [Fact]
    public async Task A_full_disk_is_a_problem_and_what_was_there_stays_readable()
    {
        await tables.WriteAsync(t => t.Execute("CREATE TABLE filling (body TEXT)"), default);
        await tables.WriteAsync(t => t.Execute("PRAGMA max_page_count = 10"), default);
        var full = await Assert.ThrowsAsync<ProblemException>(() => tables.WriteAsync(
            t => t.Execute("INSERT INTO filling VALUES (@body)", ("body", new string('x', 100_000))), default));
        Assert.Equal(("machine.disk-full", ProblemKind.Unavailable), (full.Problems[0].Code, full.Problems[0].Kind));
        Assert.Empty(await tables.QueryAsync("SELECT * FROM filling"));
        await tables.WriteAsync(t => t.Execute("INSERT INTO filling VALUES ('small')"), default);
        Assert.Single(await tables.QueryAsync("SELECT * FROM filling"));
    }

    [Theory]
    [InlineData("COMMIT")]
    [InlineData("ROLLBACK")]
    [InlineData("PRAGMA defer_foreign_keys = ON; INSERT INTO child VALUES (1)")]
    public async Task A_commit_that_fails_is_told_and_the_writer_goes_on(string breaking)
    {
        await tables.WriteAsync(t => t.Execute("CREATE TABLE parent (n BIGINT PRIMARY KEY); CREATE TABLE child (n BIGINT REFERENCES parent (n))"), default);
        await Assert.ThrowsAnyAsync<Exception>(() => tables.WriteAsync(t => t.Execute(breaking), default));
        await tables.WriteAsync(t => t.Execute("INSERT INTO parent VALUES (7)"), default);
        Assert.Equal(7L, Assert.Single(await tables.QueryAsync("SELECT n FROM parent"))[0]);
        Assert.Empty(await tables.QueryAsync("SELECT n FROM child"));
    }

    [Fact]
    public void A_file_that_is_no_database_is_a_problem()
    {
        File.WriteAllText(folder.File("broken.db"), new string('?', 5000));
        var outcome = SqliteTables.Open(folder.File("broken.db"), TimeProvider.System);
        Assert.Equal("tables.damaged", outcome.Problem!.Code);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_problem() =>
        Assert.Equal("machine.access-denied", SqliteTables.Open(folder.File("no/such.db"), TimeProvider.System).Problem!.Code);

    [Fact]
    public async Task Queued_writes_are_finished_before_the_file_is_closed()
    {
        var other = SqliteTables.Open(folder.File("other.db"), TimeProvider.System).Value;
        await other.WriteAsync(t => t.Execute("CREATE TABLE n (n BIGINT)"), default);
        var writes = Enumerable.Range(0, 100).Select(i => other.WriteAsync(t => t.Execute($"INSERT INTO n VALUES ({i})"), default)).ToList();
        other.Dispose();
        await Task.WhenAll(writes);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => other.WriteAsync(t => t.Execute("DELETE FROM n"), default));
    }

    [Fact]
    public async Task Every_acknowledged_row_survives_a_kill()
    {
        var database = folder.File("killed.db");
        using var victim = new Victim("write-rows", database);
        var said = new List<string>();
        while (said.Count < 200)
        {
            said.Add(await victim.HearAsync());
        }

        said.AddRange(await victim.KillAsync());
        using var reopened = SqliteTables.Open(database, TimeProvider.System).Value;
        var rows = (await reopened.QueryAsync("SELECT n FROM rows")).Select(row => (long)row[0]!).ToHashSet();
        Assert.Subset(rows, said.Select(line => long.Parse(line, CultureInfo.InvariantCulture)).ToHashSet());
    }

    public void Dispose()
    {
        tables.Dispose();
        folder.Dispose();
    }

    private SqliteTables Open() => SqliteTables.Open(folder.File("millrace.db"), TimeProvider.System).Value;
}
