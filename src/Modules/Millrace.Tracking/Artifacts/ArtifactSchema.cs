namespace Millrace.Tracking.Artifacts;

/// <summary>Migration 3: one tree of artifacts for runs, models and whatever clients put there.</summary>
internal static class ArtifactSchema
{
    // What stands before the last '/', with it: text functions that both engines have can say no more.
    private const string UpToName = "rtrim(path, replace(path, '/', ''))";
    private const string Folder = $"rtrim({UpToName}, '/')";
    private const string Name = $"substr(path, length({UpToName}) + 1)";

    // A folder has a row without a digest, so that listing and deleting ask for equal folders only: ranges of texts depend on the
    // database's collation.
    public const string Sql =
        $"""
        CREATE TABLE artifacts (
            tenant TEXT NOT NULL,
            folder TEXT NOT NULL,
            name TEXT NOT NULL,
            digest TEXT,
            size_bytes BIGINT,
            PRIMARY KEY (tenant, folder, name)
        ) /*clustered*/;
        INSERT INTO artifacts (tenant, folder, name, digest, size_bytes)
        SELECT tenant, {Folder}, {Name}, digest, size_bytes
        FROM (SELECT a.tenant, substr(r.artifact_uri, 19) || '/' || a.path AS path, a.digest, a.size_bytes
            FROM run_artifacts a JOIN runs r ON r.tenant = a.tenant AND r.run_id = a.run_id) AS files;
        INSERT INTO artifacts (tenant, folder, name)
        WITH RECURSIVE above (tenant, path) AS (
            SELECT DISTINCT tenant, folder FROM artifacts
            UNION
            SELECT tenant, {Folder} FROM above WHERE path LIKE '%/%')
        SELECT tenant, {Folder}, {Name} FROM above WHERE path <> '';
        DROP TABLE run_artifacts;
        """;
}
