namespace Millrace.Server.Prometheus;

/// <summary>The series of one instrument by its tags as they are given, so that a measurement builds no text.</summary>
internal sealed class KnownLabels
{
    // Labels are endpoints and outcomes, of which there are few; beyond this the caller's dictionary is faster than a walk.
    private const int MostEntries = 64;
    private readonly Lock adding = new();
    private volatile Entry[] entries = [];

    /// <summary>The series of these tags; null when they are new.</summary>
    public Series? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var entry in entries)
        {
            if (entry.Is(tags))
            {
                return entry.Series;
            }
        }

        return null;
    }

    /// <summary>Remembers the series of these tags.</summary>
    public void Add(ReadOnlySpan<KeyValuePair<string, object?>> tags, Series series)
    {
        lock (adding)
        {
            if (entries.Length < MostEntries && Find(tags) is null)
            {
                entries = [.. entries, new Entry(tags.ToArray(), series)];
            }
        }
    }

    private sealed class Entry(KeyValuePair<string, object?>[] tags, Series series)
    {
        public Series Series => series;

        public bool Is(ReadOnlySpan<KeyValuePair<string, object?>> others)
        {
            if (others.Length != tags.Length)
            {
                return false;
            }

            for (var i = 0; i < tags.Length; i++)
            {
                if (tags[i].Key != others[i].Key || !Equals(tags[i].Value, others[i].Value))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
