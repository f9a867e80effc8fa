namespace Millrace.Registry.Models;

/// <summary>A row of <c>registered_models</c> as Dapper reads it.</summary>
internal sealed class ModelRow
{
    public const string Columns =
        "m.model AS Model, m.name AS Name, m.description AS Description, m.created_ms AS CreatedMs, m.updated_ms AS UpdatedMs, " +
        "m.last_version AS LastVersion";

    public long Model { get; init; }

    public string Name { get; init; } = "";

    public string? Description { get; init; }

    public long CreatedMs { get; init; }

    public long UpdatedMs { get; init; }

    public long LastVersion { get; init; }
}
