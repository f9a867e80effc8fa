using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using Millrace.Kernel.Problems;

namespace Millrace.Tracking.Artifacts;

/// <summary>A path in the tree of artifacts: names joined by <c>/</c>. It is the key of a row, never a path of the machine.</summary>
internal readonly record struct ArtifactPath
{
    /// <summary>The longest path, in bytes of UTF-8; a row's key must fit an index entry of every engine.</summary>
    public const int MostBytes = 1024;

    private const int MostRounds = 20;

    // What Unicode's compatibility forms turn into a dot or a separator.
    private static readonly FrozenDictionary<char, string> Normalized = new Dictionary<char, string>
    {
        ['\u2024'] = ".",
        ['\u2025'] = "..",
        ['\u2026'] = "...",
        ['\uFE19'] = "...",
        ['\uFE30'] = "..",
        ['\uFE52'] = ".",
        ['\uFF0E'] = ".",
        ['\uFF0F'] = "/",
        ['\u2100'] = "a/c",
        ['\u2101'] = "a/s",
        ['\u2105'] = "c/o",
        ['\u2106'] = "c/u",
        ['\uFF3C'] = "\\",
        ['\uFE68'] = "\\",
    }.ToFrozenDictionary();

    // Encodings of a dot and of separators that are no UTF-8, and that careless readers take for one.
    private static readonly string[] Overlong = ["%c0%ae", "%c0%af", "%c1%9c", "%e0%80%ae", "%e0%80%af"];

    private static readonly SearchValues<char> LookAlikes = SearchValues.Create([.. Normalized.Keys]);
    private readonly string? value;

    private ArtifactPath(string value) => this.value = value;

    /// <summary>The folder that holds all others.</summary>
    public static ArtifactPath Root => default;

    public string Value => value ?? "";

    public bool IsRoot => Value.Length == 0;

    /// <summary>The folder it lies in.</summary>
    public ArtifactPath Folder => Value.LastIndexOf('/') is var at and > 0 ? new(Value[..at]) : Root;

    /// <summary>Its last name.</summary>
    public string Name => Value[(Value.LastIndexOf('/') + 1)..];

    /// <summary>Reads a path as a client means it: names of files may have any percent sign in them.</summary>
    /// <returns>The path; or <c>tracking.path-invalid</c> for one that leaves its folder, is absolute, names a drive or a scheme, also
    /// behind encodings, or that has characters which some system takes for a separator.</returns>
    public static Outcome<ArtifactPath> Parse(string text)
    {
        if (!PercentDecoding.IsText(text) || !IsSafe(text))
        {
            return ArtifactProblems.PathInvalid(text);
        }

        var names = text.Split('/').Where(name => name is not ("" or ".")).ToList();
        var path = string.Join('/', names);
        return Encoding.UTF8.GetByteCount(path) <= MostBytes ? new ArtifactPath(path) : ArtifactProblems.PathTooLong(path);
    }

    /// <summary>The path below this one.</summary>
    public Outcome<ArtifactPath> Then(ArtifactPath below)
    {
        var path = IsRoot ? below.Value : below.IsRoot ? Value : $"{Value}/{below.Value}";
        return Encoding.UTF8.GetByteCount(path) <= MostBytes ? new ArtifactPath(path) : ArtifactProblems.PathTooLong(path);
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    // Rows cannot be left with "..", but what is downloaded lands on disks that can. A look-alike of a separator or a dot becomes
    // one where somebody normalizes names, so such a path is judged in that form too.
    private static bool IsSafe(string path) =>
        !path.AsSpan().ContainsAny('\\', '#', '?') && !path.Any(char.IsControl) && Stays(path)
        && PercentDecoding.Hidden(path, MostRounds).All(hidden => Stays(hidden.Replace('\\', '/')))
        && (!path.AsSpan().ContainsAny(LookAlikes) || Stays(string.Concat(path.Select(c => Normalized.GetValueOrDefault(c, c.ToString()))).Replace('\\', '/')));

    private static bool Stays(string path) =>
        !Overlong.Any(bytes => path.Contains(bytes, StringComparison.OrdinalIgnoreCase))
        && !path.StartsWith('/') && !path.StartsWith("file:", StringComparison.OrdinalIgnoreCase) && !HasDrive(path)
        && path.Split('/').All(name => name.Trim() != "..");

    private static bool HasDrive(string path) => path.Length >= 2 && path[1] == ':' && char.IsAsciiLetter(path[0]);
}
