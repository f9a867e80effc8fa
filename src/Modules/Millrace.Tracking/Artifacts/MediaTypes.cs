using System.Collections.Frozen;

namespace Millrace.Tracking.Artifacts;

/// <summary>The media type of a file by its name, as MLflow's server tells it.</summary>
internal static class MediaTypes
{
    private const string Binary = "application/octet-stream";

    // What people write and read is shown as text, whatever it is.
    private static readonly FrozenSet<string> Texts = new[]
    {
        "txt", "log", "err", "cfg", "conf", "cnf", "cf", "ini", "properties", "prop", "hocon", "toml", "yaml", "yml", "xml", "json", "js", "py",
        "py3", "csv", "tsv", "md", "rst", "MLmodel", "MLproject",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Others = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["avi"] = "video/x-msvideo",
        ["bmp"] = "image/bmp",
        ["css"] = "text/css",
        ["doc"] = "application/msword",
        ["gif"] = "image/gif",
        ["h5"] = "application/x-hdf5",
        ["htm"] = "text/html",
        ["html"] = "text/html",
        ["ico"] = "image/vnd.microsoft.icon",
        ["jpeg"] = "image/jpeg",
        ["jpg"] = "image/jpeg",
        ["mjs"] = "text/javascript",
        ["mov"] = "video/quicktime",
        ["mp3"] = "audio/mpeg",
        ["mp4"] = "video/mp4",
        ["mpeg"] = "video/mpeg",
        ["pdf"] = "application/pdf",
        ["png"] = "image/png",
        ["ppt"] = "application/vnd.ms-powerpoint",
        ["ps"] = "application/postscript",
        ["svg"] = "image/svg+xml",
        ["tar"] = "application/x-tar",
        ["tif"] = "image/tiff",
        ["tiff"] = "image/tiff",
        ["wasm"] = "application/wasm",
        ["wav"] = "audio/x-wav",
        ["webm"] = "video/webm",
        ["webp"] = "image/webp",
        ["xls"] = "application/vnd.ms-excel",
        ["zip"] = "application/zip",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The type of a file of this name; bytes when nothing is known of it.</summary>
    public static string Of(string name)
    {
        // A name without an extension, such as MLmodel, stands for itself.
        var dot = name.LastIndexOf('.');
        var extension = dot > 0 ? name[(dot + 1)..] : name;
        return Texts.Contains(extension) ? "text/plain" : Others.GetValueOrDefault(extension, Binary);
    }
}
