using System.Text.Json;
using Millrace.Data.Contracts;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Verdicts;

namespace Millrace.Data.Catalog;

/// <summary>A row of <c>data_versions</c> as Dapper reads it.</summary>
internal sealed class VersionRow
{
    public const string Selected =
        "name AS Name, role AS Role, digest AS Digest, number AS Number, created_ms AS CreatedMs, row_count AS RowCount, " +
        "parent AS Parent, schema_change AS SchemaChange, decision AS Decision";

    public string Name { get; init; } = "";

    public string Role { get; init; } = "";

    public string Digest { get; init; } = "";

    public long Number { get; init; }

    public long CreatedMs { get; init; }

    public long RowCount { get; init; }

    public string? Parent { get; init; }

    public string? SchemaChange { get; init; }

    public string? Decision { get; init; }

    public DatasetVersionEntry ToEntry() => new(
        Kernel.Digests.Digest.Parse(Digest),
        Enum.Parse<DatasetRole>(Role),
        DateTimeOffset.FromUnixTimeMilliseconds(CreatedMs),
        RowCount,
        Parent is null ? null : Kernel.Digests.Digest.Parse(Parent),
        SchemaChange is null ? null : JsonSerializer.Deserialize<SchemaChange>(SchemaChange, CanonicalJson.Options),
        Decision is null ? null : Enum.Parse<Decision>(Decision));
}
