using System.Data.Common;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;

namespace Millrace.ContractSuites.Tables;

/// <summary>What every <see cref="ITables"/> does.</summary>
public abstract class TablesContract
{
    private static readonly Migration First = new(
        1, "notes", "CREATE TABLE notes (id BIGINT PRIMARY KEY, body TEXT, weight DOUBLE PRECISION, counter BIGINT NOT NULL DEFAULT 0);");

    private static readonly Migration Second = new(
        2, "tags", "CREATE TABLE tags (note BIGINT NOT NULL REFERENCES notes (id), name TEXT NOT NULL); CREATE INDEX tags_name ON tags (name);");

    protected abstract ITables Tables { get; }

    /// <summary>The same database once more, as another process would open it; disposed by the suite.</summary>
    protected abstract ITables OpenAnother(TimeProvider clock);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_acknowledged_write_is_seen_by_the_next_reader()
    {
        await MigrateAsync();
        Assert.Equal(7, await Tables.WriteAsync(t => Insert(t, 1, "one") + 6, Ct));
        Assert.Equal("one", (await Tables.QueryAsync("SELECT body FROM notes"))[0][0]);
    }

    [Fact]
    public async Task A_write_that_throws_leaves_nothing_and_its_caller_gets_the_exception()
    {
        await MigrateAsync();
        var failed = await Assert.ThrowsAsync<InvalidOperationException>(() => Tables.WriteAsync(
            t =>
            {
                Insert(t, 1, "half");
                throw new InvalidOperationException("midway");
            },
            Ct));
        Assert.Equal("midway", failed.Message);
        Assert.Empty(await Tables.QueryAsync("SELECT * FROM notes"));
    }

    [Fact]
    public async Task Of_many_writes_in_one_commit_a_failing_one_undoes_only_itself()
    {
        await MigrateAsync();
        var writes = await QueueBehindAsync(Tables, () => Enumerable.Range(0, 50).Select(i => Tables.WriteAsync(
            t =>
            {
                Insert(t, i, "row");
                return i % 7 == 3 ? throw new InvalidOperationException() : i;
            },
            Ct)));
        foreach (var (write, i) in writes.Select((write, i) => (write, i)))
        {
            if (i % 7 == 3)
            {
                await Assert.ThrowsAsync<InvalidOperationException>(() => write);
            }
            else
            {
                Assert.Equal(i, await write);
            }
        }

        var kept = (await Tables.QueryAsync("SELECT id FROM notes ORDER BY id")).Select(row => Convert.ToInt32(row[0], null));
        Assert.Equal(Enumerable.Range(0, 50).Where(i => i % 7 != 3), kept);
    }

    [Fact]
    public async Task A_statement_that_fails_undoes_its_whole_write()
    {
        await MigrateAsync();
        await Tables.WriteAsync(t => Insert(t, 1, "first"), Ct);
        await Assert.ThrowsAnyAsync<DbException>(() => Tables.WriteAsync(
            t => Insert(t, 2, "undone") + Insert(t, 1, "duplicate key"), Ct));
        Assert.Single(await Tables.QueryAsync("SELECT * FROM notes"));
    }

    [Fact]
    public async Task Writes_run_one_at_a_time()
    {
        await MigrateAsync();
        await Tables.WriteAsync(t => Insert(t, 1, "counter"), Ct);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => Tables.WriteAsync(Increment, Ct))));
        Assert.Equal(200L, (await Tables.QueryAsync("SELECT counter FROM notes"))[0][0]);
    }

    [Fact]
    public async Task Sixty_four_writers_on_one_row_lose_nothing()
    {
        await MigrateAsync();
        await Tables.WriteAsync(t => Insert(t, 1, "counter"), Ct);
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            var mine = new List<long>();
            for (var i = 0; i < 5; i++)
            {
                mine.Add(await Tables.WriteAsync(Increment, Ct));
            }

            return mine;
        })));
        Assert.Equal(Enumerable.Range(1, 320).Select(n => (long)n), answers.SelectMany(mine => mine).Order());
    }

    [Fact]
    public async Task Two_openers_of_one_database_never_run_works_interleaved()
    {
        await MigrateAsync();
        var other = OpenAnother(TimeProvider.System);
        using var closing = (IDisposable)other;
        var numbers = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            var mine = new List<long>();
            for (var i = 0; i < 10; i++)
            {
                mine.Add(await (writer % 2 == 0 ? Tables : other).WriteAsync(TakeNext, Ct));
            }

            return mine;
        })));
        Assert.Equal(Enumerable.Range(1, 80).Select(n => (long)n), numbers.SelectMany(mine => mine).Order());
    }

    [Fact]
    public async Task Migrations_of_two_openers_at_once_are_applied_once()
    {
        var other = OpenAnother(TimeProvider.System);
        using var closing = (IDisposable)other;
        await Task.WhenAll(
            Task.Run(MigrateAsync, Ct), Task.Run(() => other.MigrateAsync("notes", [First, Second], Ct), Ct));
        Assert.Equal(2L, (await Tables.QueryAsync("SELECT COUNT(*) FROM schema_migrations"))[0][0]);
    }

    [Fact]
    public async Task A_batch_that_has_worked_long_is_committed_before_more_is_taken()
    {
        await MigrateAsync();
        var clock = new HandClock();
        var other = OpenAnother(clock);
        using var closing = (IDisposable)other;
        Task<int>? slow = null;
        var wasAnswered = (await QueueBehindAsync(
            other,
            () =>
            {
                slow = other.WriteAsync(
                    t =>
                    {
                        clock.Advance(TimeSpan.FromMilliseconds(25));
                        return Insert(t, 1, "slow");
                    },
                    Ct);

                // Were it in the same batch, it would wait for an answer that only its own end can bring.
                return [other.WriteAsync(_ => Task.WaitAny([slow], TimeSpan.FromSeconds(10)), Ct)];
            }))[0];
        Assert.Equal(0, await wasAnswered);
        Assert.Equal(1, await slow!);
    }

    [Fact]
    public async Task Tables_marked_as_clustered_are_tables_like_others()
    {
        await Tables.MigrateAsync(
            "pairs", [new Migration(1, "pairs", "CREATE TABLE pairs (a TEXT NOT NULL, b BIGINT NOT NULL, PRIMARY KEY (a, b)) /*clustered*/; CREATE INDEX pairs_b ON pairs (b);")], Ct);
        await Tables.WriteAsync(t => t.Execute("INSERT INTO pairs (a, b) VALUES ('x', 2), ('x', 1)"), Ct);
        Assert.Equal([1L, 2L], (await Tables.QueryAsync("SELECT b FROM pairs ORDER BY a, b")).Select(row => (long)row[0]!));
    }

    [Fact]
    public async Task A_write_cancelled_before_its_turn_never_runs()
    {
        await MigrateAsync();
        using var cancel = new CancellationTokenSource();
        var write = (await QueueBehindAsync(Tables, () =>
        {
            var queued = Tables.WriteAsync(t => Insert(t, 1, "withdrawn"), cancel.Token);
            cancel.Cancel();
            return [queued];
        }))[0];
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        Assert.Empty(await Tables.QueryAsync("SELECT * FROM notes"));
    }

    [Fact]
    public async Task Values_read_back_as_they_were_written()
    {
        await MigrateAsync();
        await Tables.WriteAsync(t => t.Execute(
            "INSERT INTO notes (id, body, weight) VALUES (@id, @body, @weight)",
            ("id", long.MaxValue), ("body", "naïve 風 '; DROP TABLE notes; --"), ("weight", 0.1)), Ct);
        await Tables.WriteAsync(t => t.Execute("INSERT INTO notes (id, body) VALUES (@id, @body)", ("id", -1L), ("body", null)), Ct);
        var rows = await Tables.QueryAsync("SELECT id, body, weight FROM notes ORDER BY id");
        Assert.Equal([-1L, null, null], rows[0]);
        Assert.Equal([long.MaxValue, "naïve 風 '; DROP TABLE notes; --", 0.1], rows[1]);
    }

    [Fact]
    public async Task Upserts_and_counters_speak_the_common_SQL()
    {
        await MigrateAsync();
        const string Upsert = "INSERT INTO notes (id, counter) VALUES (1, 10) ON CONFLICT (id) DO UPDATE SET counter = notes.counter + excluded.counter";
        await Tables.WriteAsync(t => t.Execute(Upsert), Ct);
        await Tables.WriteAsync(t => t.Execute(Upsert), Ct);
        Assert.Equal(21L, await Tables.WriteAsync(Increment, Ct));
    }

    [Fact]
    public async Task References_to_rows_that_are_not_there_are_refused()
    {
        await MigrateAsync();
        await Assert.ThrowsAnyAsync<DbException>(() => Tables.WriteAsync(
            t => t.Execute("INSERT INTO tags (note, name) VALUES (99, 'orphan')"), Ct));
    }

    [Fact]
    public async Task Migrating_again_applies_only_what_is_new()
    {
        await Tables.MigrateAsync("notes", [First], Ct);
        await Tables.WriteAsync(t => Insert(t, 1, "kept"), Ct);
        await Tables.MigrateAsync("notes", [First, Second], Ct);
        await Tables.MigrateAsync("notes", [First, Second], Ct);
        Assert.Single(await Tables.QueryAsync("SELECT * FROM notes"));
        Assert.Empty(await Tables.QueryAsync("SELECT * FROM tags"));
    }

    [Fact]
    public async Task Each_module_has_a_ledger_of_its_own()
    {
        await MigrateAsync();
        await Tables.MigrateAsync("other", [new Migration(1, "other", "CREATE TABLE other (id BIGINT)")], Ct);
        Assert.Empty(await Tables.QueryAsync("SELECT * FROM other"));
    }

    [Fact]
    public async Task Tables_newer_than_the_build_are_refused()
    {
        await Tables.MigrateAsync("notes", [First, Second], Ct);
        var refused = await Assert.ThrowsAsync<ProblemException>(() => Tables.MigrateAsync("notes", [First], Ct));
        Assert.Equal("tables.newer", refused.Problems[0].Code);
    }

    [Fact]
    public async Task A_migration_changed_after_it_was_applied_is_refused_but_new_line_breaks_are_not_a_change()
    {
        await Tables.MigrateAsync("notes", [First], Ct);
        await Tables.MigrateAsync("notes", [First with { Sql = First.Sql.Replace(" (", "\n    (", StringComparison.Ordinal) }], Ct);
        var refused = await Assert.ThrowsAsync<ProblemException>(() => Tables.MigrateAsync(
            "notes", [First with { Sql = First.Sql.Replace("body", "text", StringComparison.Ordinal) }], Ct));
        Assert.Equal("tables.migration-changed", refused.Problems[0].Code);
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_no_trace()
    {
        var broken = Second with { Sql = "CREATE TABLE half (id BIGINT); CREATE TABLE nonsense (;" };
        await Assert.ThrowsAnyAsync<DbException>(() => Tables.MigrateAsync("notes", [First, broken], Ct));
        await Assert.ThrowsAnyAsync<DbException>(() => Tables.QueryAsync("SELECT * FROM half"));
        await MigrateAsync();
        Assert.Empty(await Tables.QueryAsync("SELECT * FROM tags"));
    }

    private static int Insert(DbTransaction transaction, long id, string body) =>
        transaction.Execute("INSERT INTO notes (id, body) VALUES (@id, @body)", ("id", id), ("body", body));

    private static long Increment(DbTransaction transaction) =>
        Convert.ToInt64(transaction.Scalar("UPDATE notes SET counter = counter + 1 WHERE id = 1 RETURNING counter"), null);

    // Reads, then writes what depends on it: right only when nobody else is between the two.
    private static long TakeNext(DbTransaction transaction)
    {
        var next = Convert.ToInt64(transaction.Scalar("SELECT COALESCE(MAX(id), 0) + 1 FROM notes"), null);
        Insert(transaction, next, "numbered");
        return next;
    }

    private Task MigrateAsync() => Tables.MigrateAsync("notes", [First, Second], Ct);

    // Holds the writer while others queue up, so that they surely meet in one batch.
    private static async Task<List<Task<int>>> QueueBehindAsync(ITables tables, Func<IEnumerable<Task<int>>> queue)
    {
        using var isHeld = new ManualResetEventSlim();
        using var letGo = new ManualResetEventSlim();
        var holder = tables.WriteAsync(
            _ =>
            {
                isHeld.Set();
                letGo.Wait(Ct);
            },
            Ct);
        await Task.Run(() => isHeld.Wait(Ct), Ct);
        var queued = queue().ToList();
        letGo.Set();
        await holder;
        return queued;
    }
}
