using Millrace.Kernel.Time;

namespace Millrace.Features.Contracts;

/// <summary>Materialized features, open for reading: windows over the past of any entity at any instant. Thread safe.</summary>
/// <remarks>Values are those of the offline build at the same instant, to the last bit. Dispose when no lookup runs any more.</remarks>
public interface IOnlineFeatures : IDisposable
{
    /// <summary>The newest created time in it: from here on nothing newer is known.</summary>
    DateTimeOffset AsOfUtc { get; }

    /// <summary>The views, in the order of the feature set.</summary>
    IReadOnlyList<IOnlineView> Views { get; }
}

/// <summary>One view's past.</summary>
public interface IOnlineView
{
    /// <summary>The view's name.</summary>
    string Name { get; }

    /// <summary>Names of the values a lookup gives, in order.</summary>
    IReadOnlyList<string> FeatureNames { get; }

    /// <summary>For each key, in order, the column of the row asked about that holds it.</summary>
    IReadOnlyList<string> QueryColumns { get; }

    /// <summary>Entities it knows.</summary>
    int EntityCount { get; }

    /// <summary>Computes every window and aggregate at an instant. Allocates nothing.</summary>
    /// <param name="keys">The entity's key, a value for each of <see cref="QueryColumns"/>.</param>
    /// <param name="asOf">The instant asked about; only what was known then counts.</param>
    /// <param name="values">Receives a value for each of <see cref="FeatureNames"/>: NaN for none, 0 for a count of none.</param>
    /// <exception cref="ArgumentException">The number of keys or the room for values is wrong.</exception>
    /// <exception cref="ObjectDisposedException">The features were closed.</exception>
    OnlineAnswer Lookup(ReadOnlySpan<OnlineKey> keys, AsOf asOf, Span<double> values);
}

/// <summary>What a lookup found.</summary>
public enum OnlineAnswer
{
    /// <summary>The entity and its past.</summary>
    Found,

    /// <summary>No row of the past is about this entity; its windows are empty.</summary>
    UnknownEntity,

    /// <summary>The instant is so long ago that rows of at least one window are no longer kept; its values are NaN, which is not
    /// what the offline build would give.</summary>
    BeforeHistory,
}

/// <summary>One value of an entity's key.</summary>
public readonly struct OnlineKey
{
    private OnlineKey(string? text, long number, bool isNull) => (Text, Number, IsNull) = (text, number, isNull);

    /// <summary>No value; matches no entity.</summary>
    public static OnlineKey Null { get; } = new(null, 0, true);

    /// <summary>The text; null for a number.</summary>
    public string? Text { get; }

    /// <summary>The number; 0 for a text.</summary>
    public long Number { get; }

    /// <summary>Whether there is no value.</summary>
    public bool IsNull { get; }

    /// <summary>A text key. DATE, DECIMAL and other types without a form of their own are the text DuckDB gives them.</summary>
    public static OnlineKey Of(string? text) => text is null ? Null : new(text, 0, false);

    /// <summary>An integer, a boolean (0 or 1) or an instant (microseconds since 1970-01-01 UTC).</summary>
    public static OnlineKey Of(long number) => new(null, number, false);
}
