using System.Globalization;
using System.Text;

namespace Millrace.Server.Prometheus;

/// <summary>The values of one name and one set of labels.</summary>
internal abstract class Series
{
    public abstract void Add(double value);

    public abstract void Write(StringBuilder text, string name, string labels);

    /// <summary>An empty one.</summary>
    /// <param name="kind">Its Prometheus type.</param>
    /// <param name="isOfDifferences">Whether its values are to be added up; else the last one counts.</param>
    public static Series For(string kind, bool isOfDifferences) =>
        kind == "histogram" ? new Buckets() : isOfDifferences ? new Total() : new Last();

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }

    private sealed class Total : Series
    {
        private double sum;

        public override void Add(double value)
        {
            lock (this)
            {
                sum += value;
            }
        }

        public override void Write(StringBuilder text, string name, string labels) => Line(text, name, labels, Volatile.Read(ref sum));
    }

    private sealed class Last : Series
    {
        private double last;

        public override void Add(double value) => Volatile.Write(ref last, value);

        public override void Write(StringBuilder text, string name, string labels) => Line(text, name, labels, Volatile.Read(ref last));
    }

    // Bounds in seconds, from a tenth of a millisecond up: predictions live at the low end.
    private sealed class Buckets : Series
    {
        private static readonly double[] Bounds =
            [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

        private readonly long[] counts = new long[Bounds.Length + 1];
        private double sum;

        public override void Add(double value)
        {
            var bucket = Array.FindIndex(Bounds, bound => value <= bound);
            lock (counts)
            {
                counts[bucket < 0 ? Bounds.Length : bucket]++;
                sum += value;
            }
        }

        public override void Write(StringBuilder text, string name, string labels)
        {
            lock (counts)
            {
                var before = labels.Length > 0 ? labels + "," : "";
                var running = 0L;
                for (var i = 0; i < counts.Length; i++)
                {
                    running += counts[i];
                    var bound = i < Bounds.Length ? Bounds[i].ToString("R", CultureInfo.InvariantCulture) : "+Inf";
                    Line(text, name + "_bucket", $"{before}le=\"{bound}\"", running);
                }

                Line(text, name + "_sum", labels, sum);
                Line(text, name + "_count", labels, running);
            }
        }
    }
}
