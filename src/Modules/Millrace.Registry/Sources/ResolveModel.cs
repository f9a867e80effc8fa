using Millrace.Kernel.Problems;
using Millrace.Registry.Contracts;
using Millrace.Registry.Promotion;
using Millrace.Registry.Versions;

namespace Millrace.Registry.Sources;

/// <summary>Finds the version that a <c>models:/</c> URI, a stage or an alias names. The one place where these are resolved.</summary>
internal sealed class ResolveModel(RegistryReader reader)
{
    public async Task<Outcome<VersionDetail>> UriAsync(string uri, CancellationToken ct)
    {
        var parsed = ModelUri.Parse(uri);
        return !parsed.IsOk ? parsed.As<VersionDetail>() : parsed.Value switch
        {
            { Name: { } name, Version: { } version } => await reader.VersionAsync(name, version, ct),
            { Name: { } name, Stage: { } stage } => await StageAsync(name, stage, ct),
            { Name: { } name, Alias: { } alias } => await AliasAsync(name, alias, ct),
            { Name: { } name } => await NewestAsync(name, ct),
            _ => RegistryProblems.UriInvalid(uri),
        };
    }

    /// <summary>The version that an alias points at; <c>latest</c> is the newest. A model that is not there has no alias.</summary>
    public async Task<Outcome<VersionDetail>> AliasAsync(string name, string alias, CancellationToken ct)
    {
        if (alias.Equals("latest", StringComparison.OrdinalIgnoreCase))
        {
            return await NewestAsync(name, ct);
        }

        var model = await reader.ModelAsync(name, ct);
        var version = model.IsOk ? await reader.AliasedAsync(model.Value.Model, alias, ct) : null;
        return version is { } number ? await reader.VersionAsync(name, number, ct) : RegistryProblems.AliasNotFound(name, alias);
    }

    /// <summary>The version that came to a stage last.</summary>
    public async Task<Outcome<VersionDetail>> StageAsync(string name, string stage, CancellationToken ct)
    {
        var wanted = StageName.Parse(stage);
        var model = await reader.ModelAsync(name, ct);
        if (!wanted.IsOk || !model.IsOk)
        {
            return wanted.IsOk ? model.As<VersionDetail>() : wanted.As<VersionDetail>();
        }

        var row = await reader.NewestInStageAsync(model.Value.Model, wanted.Value.ToString(), ct);
        return row is null ? RegistryProblems.StageEmpty(name, wanted.Value) : await reader.VersionAsync(name, row.Number, ct);
    }

    private async Task<Outcome<VersionDetail>> NewestAsync(string name, CancellationToken ct)
    {
        var model = await reader.ModelDetailAsync(name, ct);
        return !model.IsOk ? model.As<VersionDetail>()
            : model.Value.Latest.MaxBy(version => version.Row.Version) is { } newest ? newest
            : RegistryProblems.NoVersions(name);
    }
}
