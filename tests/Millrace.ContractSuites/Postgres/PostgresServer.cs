using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Millrace.ContractSuites.Postgres;

/// <summary>A real PostgreSQL for a whole test run: made in a temporary folder when the first test asks, on 127.0.0.1 and a
/// free port, gone at the end. Register it with <c>[assembly: AssemblyFixture(typeof(PostgresServer))]</c>.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    public const string User = "millrace";
    public const string Password = "p@ss:w/rd; 'secret'";
    private const string Binaries = "/usr/lib/postgresql/15/bin";

    // Ends the server and its folder when its input ends: also when this process is killed.
    private const string Keeper =
        """
        "$1/postgres" -D "$2/data" -k "$2" -h 127.0.0.1 -p "$3" -c fsync=off -c max_connections=300 -c password_encryption=scram-sha-256 >"$2/log" 2>&1 </dev/null &
        server=$!
        cat >/dev/null
        kill -QUIT $server
        wait $server
        rm -rf "$2/data"
        """;

    private readonly SemaphoreSlim starting = new(1);
    private Process? keeper;
    private string? folder;
    private int port;
    private int databases;

    /// <summary>A new, empty database; its address.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        await EnsureStartedAsync();
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref databases)}");
        await ExecuteAsync("postgres", $"CREATE DATABASE {name}");
        return AddressOf(name);
    }

    /// <summary>Where a database is, whether it exists or not.</summary>
    public string AddressOf(string database, string? password = null) => string.Create(
        CultureInfo.InvariantCulture, $"postgres://{User}:{Uri.EscapeDataString(password ?? Password)}@127.0.0.1:{port}/{database}");

    /// <summary>Runs a statement as an administrator.</summary>
    public async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(Administration(database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (keeper is not null)
        {
            keeper.StandardInput.Close();
            await keeper.WaitForExitAsync();
            keeper.Dispose();
            Directory.Delete(folder!, recursive: true);
        }

        starting.Dispose();
    }

    private async Task EnsureStartedAsync()
    {
        await starting.WaitAsync();
        try
        {
            if (keeper is null)
            {
                await StartAsync();
            }
        }
        finally
        {
            starting.Release();
        }
    }

    private async Task StartAsync()
    {
        if (!File.Exists($"{Binaries}/postgres"))
        {
            throw new InvalidOperationException($"These tests need PostgreSQL 15 in {Binaries}. Install it: apt-get install postgresql");
        }

        folder = Directory.CreateTempSubdirectory("millrace-postgres-").FullName;
        await File.WriteAllTextAsync($"{folder}/password", Password);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "-R", "postgres", folder);
        }

        await RunAsync(AsUser([
            $"{Binaries}/initdb", "-D", $"{folder}/data", "-U", User, "-A", "scram-sha-256", $"--pwfile={folder}/password",
            "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
        ]));
        port = FreePort();
        keeper = Start(AsUser(["sh", "-c", Keeper, "keeper", Binaries, folder, port.ToString(CultureInfo.InvariantCulture)]), hasInput: true);
        while (!await AnswersAsync())
        {
            if (keeper.HasExited)
            {
                throw new InvalidOperationException(await File.ReadAllTextAsync($"{folder}/log"));
            }

            await Task.Delay(20);
        }
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await ExecuteAsync("postgres", "SELECT 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private string Administration(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = User,
        Password = Password,
        Database = database,
        Pooling = false,
    }.ConnectionString;

    // PostgreSQL refuses to run as root.
    private static string[] AsUser(string[] command) => Environment.IsPrivilegedProcess
        ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", .. command]
        : command;

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static async Task RunAsync(params string[] command)
    {
        using var process = Start(command, hasInput: false);
        var words = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{command[0]} ended with {process.ExitCode}: {words}");
        }
    }

    private static Process Start(string[] command, bool hasInput) => Process.Start(new ProcessStartInfo(command[0], command[1..])
    {
        RedirectStandardOutput = !hasInput,
        RedirectStandardInput = hasInput,
        WorkingDirectory = "/",
    })!;
}
