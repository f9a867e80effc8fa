using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Millrace.Server.Prometheus;

/// <summary>Collects the product's meters and writes Prometheus' text format 0.0.4. Thread safe.</summary>
public sealed class PrometheusExporter : IDisposable
{
    /// <summary>The content type of <see cref="Write"/>.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private const string MeterPrefix = "Millrace.";
    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<(string Name, string Labels), Series> series = new();
    private readonly ConcurrentDictionary<string, Instrument> instruments = new();

    /// <summary>Starts to listen to every meter whose name begins with <c>Millrace.</c></summary>
    public PrometheusExporter()
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name.StartsWith(MeterPrefix, StringComparison.Ordinal))
            {
                instruments[instrument.Name] = instrument;
                self.EnableMeasurementEvents(instrument, new KnownLabels());
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, known) => Record(instrument, value, tags, (KnownLabels)known!));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, known) => Record(instrument, value, tags, (KnownLabels)known!));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, known) => Record(instrument, value, tags, (KnownLabels)known!));
        listener.Start();
    }

    /// <summary>Everything measured so far.</summary>
    public string Write()
    {
        listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var group in series.GroupBy(pair => pair.Key.Name).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var instrument = instruments[group.Key];
            if (instrument.Description is { Length: > 0 } description)
            {
                text.Append("# HELP ").Append(group.Key).Append(' ').Append(Escape(description)).Append('\n');
            }

            text.Append("# TYPE ").Append(group.Key).Append(' ').Append(KindOf(instrument)).Append('\n');
            foreach (var (key, values) in group.OrderBy(pair => pair.Key.Labels, StringComparer.Ordinal))
            {
                values.Write(text, key.Name, key.Labels);
            }
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, KnownLabels known)
    {
        if (known.Find(tags) is { } found)
        {
            found.Add(value);
            return;
        }

        var added = series.GetOrAdd((instrument.Name, Labels(tags)), static (_, of) => Series.For(KindOf(of), TellsDifferences(of)), instrument);
        known.Add(tags, added);
        added.Add(value);
    }

    private static string KindOf(Instrument instrument)
    {
        var name = instrument.GetType().Name;
        return name.StartsWith("Histogram", StringComparison.Ordinal) ? "histogram"
            : name.Contains("Gauge", StringComparison.Ordinal) || name.Contains("UpDown", StringComparison.Ordinal) ? "gauge"
            : "counter";
    }

    // The others tell the value itself: a gauge, and whatever is observed.
    private static bool TellsDifferences(Instrument instrument) =>
        !instrument.IsObservable && !instrument.GetType().Name.StartsWith("Gauge", StringComparison.Ordinal);

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var text = new StringBuilder();
        foreach (var (key, value) in tags)
        {
            var escaped = Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "").Replace("\"", "\\\"", StringComparison.Ordinal);
            text.Append(text.Length == 0 ? "" : ",").Append(key).Append("=\"").Append(escaped).Append('"');
        }

        return text.ToString();
    }
}
