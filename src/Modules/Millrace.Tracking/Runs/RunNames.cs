using System.Globalization;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;

namespace Millrace.Tracking.Runs;

/// <summary>A name for a run that was given none: adjective, noun and number, drawn by the run's id.</summary>
internal static class RunNames
{
    private static readonly string[] Adjectives =
    [
        "amber", "ample", "balanced", "brisk", "bronze", "calm", "careful", "clear", "copper", "crisp", "curious", "dapper", "early", "eager",
        "even", "fabled", "fair", "fleet", "fluent", "gentle", "gilded", "glad", "golden", "handy", "hardy", "honest", "hushed", "ivory", "keen",
        "kind", "level", "lively", "lucid", "mellow", "merry", "mild", "modest", "neat", "nimble", "noble", "olive", "patient", "plain", "proud",
        "quick", "quiet", "ready", "rustic", "serene", "sharp", "silver", "sober", "steady", "stout", "sturdy", "sunny", "swift", "tidy", "warm",
        "wide",
    ];

    private static readonly string[] Nouns =
    [
        "alder", "anvil", "badger", "barley", "beacon", "bellows", "birch", "bobbin", "brook", "cedar", "chisel", "clover", "crane", "dale",
        "dipper", "eddy", "elm", "falcon", "fern", "finch", "flume", "ford", "gable", "glade", "grain", "grist", "hare", "harrow", "hazel",
        "heron", "hopper", "kestrel", "lark", "linnet", "loom", "lynx", "maple", "marten", "meadow", "millstone", "moor", "oak", "orchard",
        "osprey", "otter", "paddle", "pike", "plover", "quern", "reed", "ridge", "rill", "rowan", "sedge", "shuttle", "sluice", "stoat", "swan",
        "weir", "willow",
    ];

    /// <summary>The name that belongs to the id; another id most likely has another.</summary>
    public static string Of(RunId run)
    {
        var drawn = ulong.Parse(Digest.Of(run.ToString()).ToString().AsSpan(0, 15), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var (noun, adjective) = (drawn % (ulong)Nouns.Length, drawn / (ulong)Nouns.Length % (ulong)Adjectives.Length);
        var number = drawn / (ulong)(Nouns.Length * Adjectives.Length) % 1000;
        return string.Create(CultureInfo.InvariantCulture, $"{Adjectives[adjective]}-{Nouns[noun]}-{number}");
    }
}
