using System.Security.Cryptography;
using System.Text;

namespace Millrace.Reports.Html;

/// <summary>The parts of every page that travel inside this assembly.</summary>
internal static class PageAssets
{
    public static string Style { get; } = Read("report.css");

    public static string Script { get; } = Read("report.js");

    public static string Charts { get; } = Read("echarts.min.js");

    /// <summary>Allows exactly these scripts and nothing from outside: even a script that slipped in could not run.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src '{Hash(Charts)}' '{Hash(Script)}'; base-uri 'none'; form-action 'none'";

    private static string Hash(string script) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));

    private static string Read(string name)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly was built without its resource '{name}'.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = reader.ReadToEnd().ReplaceLineEndings("\n");
        return text.Contains("</script", StringComparison.OrdinalIgnoreCase) || text.Contains("<!--", StringComparison.Ordinal)
            ? throw new InvalidOperationException($"The resource '{name}' would end its own script element.")
            : text;
    }
}
