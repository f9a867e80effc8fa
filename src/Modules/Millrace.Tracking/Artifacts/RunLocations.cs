using Dapper;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;
using Millrace.Tracking.LoggedModels;

namespace Millrace.Tracking.Artifacts;

/// <summary>Where runs keep their files.</summary>
internal sealed class RunLocations(ITables tables, ITenantAccessor tenant, LoggedModelReader models)
{
    private const string OfRun = "runs:/";
    private const string OfModel = "models:/m-";

    /// <summary>The artifact URI that <c>runs:/RUN/PATH</c> or <c>models:/m-ID/PATH</c> stands for; any other stands for itself.</summary>
    public Task<Outcome<string>> ResolveAsync(string uri, CancellationToken ct) =>
        uri.StartsWith(OfRun, StringComparison.Ordinal) ? WithPathAsync(uri[OfRun.Length..], FindAsync, ct)
        : uri.StartsWith(OfModel, StringComparison.Ordinal) ? WithPathAsync(uri["models:/".Length..], models.LocationAsync, ct)
        : Task.FromResult<Outcome<string>>(uri);

    private static async Task<Outcome<string>> WithPathAsync(
        string rest, Func<string, CancellationToken, Task<Outcome<string>>> find, CancellationToken ct)
    {
        var parts = rest.TrimStart('/').Split('/', 2);
        return (await find(parts[0], ct).ConfigureAwait(false)).Map(root => parts.Length == 1 ? root : $"{root}/{parts[1]}");
    }

    /// <summary>The artifact URI of a run, deleted or not.</summary>
    /// <param name="run">Its id, as a client wrote it.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<string>> FindAsync(string run, CancellationToken ct)
    {
        var connection = await tables.OpenReadAsync(ct).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        var uri = await connection.QueryFirstOrDefaultAsync<string>(new CommandDefinition(
            "SELECT artifact_uri FROM runs WHERE tenant = @Tenant AND run_id = @Run",
            new { Tenant = tenant.Current.Value, Run = run },
            cancellationToken: ct)).ConfigureAwait(false);
        return uri is null ? TrackingProblems.RunNotFound(run) : uri;
    }
}
