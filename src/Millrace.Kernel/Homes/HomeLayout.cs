namespace Millrace.Kernel.Homes;

/// <summary>Where things are in a home. One process owns a home at a time.</summary>
/// <param name="Root">Absolute path of the home.</param>
public sealed record HomeLayout(string Root)
{
    /// <summary>The schema version this build writes; an older home is migrated, a newer one refused.</summary>
    public const int SchemaVersion = 1;

    /// <summary>The file whose kernel lock is the ownership; always empty. The system lets go of it when the owner dies.</summary>
    public string Guard => Path.Combine(Root, "owner.guard");

    /// <summary>Holds pid, URL and secret of the owner; readable by the user only; replaced whole, never edited.</summary>
    public string LockFile => Path.Combine(Root, "owner.lock");

    /// <summary>Holds the schema version.</summary>
    public string VersionFile => Path.Combine(Root, "home.json");

    /// <summary>The metadata database.</summary>
    public string Database => Path.Combine(Root, "millrace.db");

    /// <summary>The key that seals stored secrets; readable by the user only. Servers that share a database need the same file.</summary>
    public string SecretKey => Path.Combine(Root, "secret.key");

    /// <summary>The content-addressed store.</summary>
    public string Blobs => Path.Combine(Root, "blobs");

    /// <summary>Scratch folders of steps; emptied when an owner starts.</summary>
    public string Scratch => Path.Combine(Root, "scratch");

    /// <summary>Worker processes' folders: spec, log, result, checkpoint names.</summary>
    public string Jobs => Path.Combine(Root, "jobs");

    /// <summary>Structured logs, a file for each execution.</summary>
    public string Logs => Path.Combine(Root, "logs");

    /// <summary>Finished reports and documents for people.</summary>
    public string Reports => Path.Combine(Root, "reports");

    /// <summary>Online feature snapshots that serving maps into memory.</summary>
    public string Online => Path.Combine(Root, "online");

    /// <summary>The inference log: bulk telemetry with a writer of its own.</summary>
    public string InferenceLog => Path.Combine(Root, "inference-log");
}
