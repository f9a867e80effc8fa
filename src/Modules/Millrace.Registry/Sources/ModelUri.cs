using Millrace.Kernel.Problems;

namespace Millrace.Registry.Sources;

/// <summary>A <c>models:/</c> URI taken apart: a logged model's id, or a name with a version, a stage, an alias, or nothing for the newest.</summary>
internal sealed record ModelUri(string? ModelId = null, string? Name = null, int? Version = null, string? Stage = null, string? Alias = null)
{
    public const string Scheme = "models:";
    private const string Latest = "latest";

    public static bool IsOne(string uri) => uri.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    public static Outcome<ModelUri> Parse(string uri)
    {
        if (!IsOne(uri))
        {
            return RegistryProblems.UriInvalid(uri);
        }

        // models://host/name is read as models:/name: the host says which server to ask, and that is this one.
        var path = uri[Scheme.Length..];
        if (path.StartsWith("//", StringComparison.Ordinal))
        {
            path = path.IndexOf('/', 2) is > 0 and var slash ? path[slash..] : "";
        }

        return path.Length > 1 && path[0] == '/' && Take(path.TrimStart('/').Split('/')) is { } taken ? taken : RegistryProblems.UriInvalid(uri);
    }

    private static ModelUri? Take(string[] parts)
    {
        if (parts.Length > 2 || parts.Any(string.IsNullOrWhiteSpace))
        {
            return null;
        }

        if (parts.Length == 1)
        {
            var at = parts[0].LastIndexOf('@');
            return at < 0 ? new ModelUri(ModelId: parts[0])
                : at == 0 || string.IsNullOrWhiteSpace(parts[0][(at + 1)..]) ? null
                : new ModelUri(Name: parts[0][..at], Alias: parts[0][(at + 1)..]);
        }

        return int.TryParse(parts[1], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var version)
                ? new ModelUri(Name: parts[0], Version: version)
            : parts[1].Equals(Latest, StringComparison.OrdinalIgnoreCase) ? new ModelUri(Name: parts[0])
            : new ModelUri(Name: parts[0], Stage: parts[1]);
    }
}
