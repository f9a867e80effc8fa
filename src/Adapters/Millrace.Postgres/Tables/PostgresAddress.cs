using System.Globalization;
using Millrace.Kernel.Problems;
using Npgsql;

namespace Millrace.Postgres.Tables;

/// <summary>Where a database is and how to log in: <c>postgres://user:password@host:port/database</c>, or Npgsql's
/// <c>Host=…;Database=…</c>. Only <see cref="Place"/> may be shown.</summary>
internal sealed class PostgresAddress
{
    private const string ReaderIsReadOnly = "-c default_transaction_read_only=on";

    // A server that hangs in the middle of a commit must not hold up the others for ever.
    private const string WriterLimits = "-c lock_timeout=30s -c idle_in_transaction_session_timeout=60s";

    // What libpq calls them, as they stand in an address; the rest of its words would change what Millrace relies on.
    private static readonly Dictionary<string, string> QueryWords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["application_name"] = "Application Name",
        ["connect_timeout"] = "Timeout",
        ["host"] = "Host",
        ["passfile"] = "Passfile",
    };

    private readonly NpgsqlConnectionStringBuilder parts;

    private PostgresAddress(NpgsqlConnectionStringBuilder parts) => this.parts = parts;

    /// <summary>Host, port and database.</summary>
    public string Place => string.Create(CultureInfo.InvariantCulture, $"{parts.Host}:{parts.Port}/{parts.Database ?? parts.Username}");

    public string User => parts.Username ?? Environment.UserName;

    public string Database => parts.Database ?? User;

    /// <summary>For the pool of readers, who cannot write by mistake.</summary>
    public string ForReading => With(ReaderIsReadOnly, isPooled: true);

    /// <summary>For the one connection that writes.</summary>
    public string ForWriting => With(WriterLimits, isPooled: false);

    /// <summary>Reads an address; the problem never repeats what was given, since a password may be in it.</summary>
    public static Outcome<PostgresAddress> Parse(string text)
    {
        try
        {
            var parts = text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) ||
                        text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)
                ? OfUri(new Uri(text))
                : new NpgsqlConnectionStringBuilder(text);
            return parts is { Host.Length: > 0 } ? new PostgresAddress(parts) : PostgresProblems.AddressUnreadable();
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            return PostgresProblems.AddressUnreadable();
        }
    }

    private static NpgsqlConnectionStringBuilder OfUri(Uri uri)
    {
        var parts = new NpgsqlConnectionStringBuilder { Host = uri.Host.Trim('[', ']') };
        if (uri.Port > 0)
        {
            parts.Port = uri.Port;
        }

        if (uri.UserInfo.Split(':', 2) is [{ Length: > 0 } user, .. var rest])
        {
            parts.Username = Uri.UnescapeDataString(user);
            parts.Password = rest is [var password] ? Uri.UnescapeDataString(password) : null;
        }

        if (uri.AbsolutePath.Trim('/') is { Length: > 0 } database)
        {
            parts.Database = Uri.UnescapeDataString(database);
        }

        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (word, value) = pair.Split('=', 2) is [var first, var second] ? (first, second) : (pair, "");
            var known = QueryWords.GetValueOrDefault(word) ?? throw new ArgumentException("An unknown word.", nameof(uri));
            var plain = Uri.UnescapeDataString(value);
            parts[known] = known == "SSL Mode" ? plain.Replace("-", "", StringComparison.Ordinal) : plain;
        }

        return parts;
    }

    private string With(string options, bool isPooled)
    {
        var full = new NpgsqlConnectionStringBuilder(parts.ConnectionString)
        {
            Pooling = isPooled,
            Enlist = false,
            Options = $"{parts.Options} {options}".TrimStart(),
            ApplicationName = parts.ApplicationName ?? "millrace",
        };
        if (full.MaxAutoPrepare == 0)
        {
            full.MaxAutoPrepare = 100;
        }

        return full.ConnectionString;
    }
}
