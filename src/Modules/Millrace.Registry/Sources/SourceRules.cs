using System.Net;
using System.Text.RegularExpressions;
using Millrace.Kernel.Problems;

namespace Millrace.Registry.Sources;

/// <summary>Which sources a version may name. A source is never opened here; but clients open what the registry tells them, and other
/// servers have been made to read their own disk through one, so what could lead there is not taken in.</summary>
internal static partial class SourceRules
{
    // Of these the path alone says what is meant; a query or fragment behind it can only be there to be misread.
    private static readonly string[] OwnSchemes = ["mlflow-artifacts", "runs", "models", "file"];

    /// <summary>Null when the source may stand.</summary>
    /// <param name="source">As the client wrote it.</param>
    /// <param name="owner">Which parameter says whose files they are, for the message: <c>run_id</c> or <c>model_id</c>.</param>
    /// <param name="ownFolder">Where that run's or model's files are; null when it is not given. A local source must be inside a local one.</param>
    public static Problem? Check(string source, string owner, string? ownFolder)
    {
        var plain = Decoded(source);
        if (IsLocal(plain))
        {
            return ownFolder is not null && IsLocal(ownFolder) && IsInside(plain, ownFolder) ? null : RegistryProblems.SourceLocal(source, owner);
        }

        return IsAbsolute(plain) ? null : RegistryProblems.SourceRelative(source);
    }

    /// <summary>Null when a prompt's source may stand: a word that nobody opens, or what any version may have.</summary>
    public static Problem? CheckPrompt(string source) =>
        source.AsSpan().ContainsAny("/\\:%") ? Check(source, "run_id", null) : null;

    // Escapes may be escaped again; each round shortens the text, so this ends.
    private static string Decoded(string source)
    {
        while (WebUtility.UrlDecode(source) is var decoded && decoded != source)
        {
            source = decoded;
        }

        return source;
    }

    private static bool IsLocal(string source) => SchemeOf(source) is "" or "file";

    private static string SchemeOf(string source) => SchemePattern().Match(source) is { Success: true } match ? match.Groups[1].Value.ToLowerInvariant() : "";

    private static bool IsAbsolute(string source)
    {
        if (source.Any(character => char.IsControl(character) || character == '\\'))
        {
            return false;
        }

        var scheme = SchemeOf(source);
        var afterScheme = source[(scheme.Length + 1)..];
        var end = afterScheme.AsSpan().IndexOfAny('?', '#');
        if (end >= 0 && OwnSchemes.Contains(scheme))
        {
            return false;
        }

        var path = PathOf(end < 0 ? afterScheme : afterScheme[..end]);
        return path.StartsWith('/') && path.TrimEnd('/').Length > 0
            && !path.Split('/').Contains(".") && !source.Split('/', '?', '#', '=', '&', ';').Contains("..");
    }

    private static string PathOf(string afterScheme) => !afterScheme.StartsWith("//", StringComparison.Ordinal) ? afterScheme
        : afterScheme.IndexOf('/', 2) is > 0 and var slash ? afterScheme[slash..] : "";

    private static bool IsInside(string source, string folder)
    {
        var (path, root) = (LocalPath(source), LocalPath(folder)?.TrimEnd('/'));
        return path is not null && root is { Length: > 0 } && (path.TrimEnd('/') == root || path.StartsWith(root + "/", StringComparison.Ordinal));
    }

    // Text only: whether links on some disk lead elsewhere is of no use to know, as nothing is opened.
    private static string? LocalPath(string source)
    {
        var isUri = SchemeOf(source) == "file";
        var path = isUri ? source["file:".Length..] : source;
        if (isUri && path.StartsWith("//", StringComparison.Ordinal))
        {
            path = path.StartsWith("///", StringComparison.Ordinal) ? path[2..] : "";
        }

        return path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && !path.Any(char.IsControl)
            && !path.AsSpan().ContainsAny('\\', '?', '#') && !path.Split('/').Any(part => part is ".." or ".")
            ? path
            : null;
    }

    [GeneratedRegex(@"^([A-Za-z][A-Za-z0-9+.\-]*):")]
    private static partial Regex SchemePattern();
}
