using System.Data.Common;
using System.Globalization;
using Millrace.Kernel.Tables;
using Millrace.Tracking.Storage;

namespace Millrace.Tracking.Metrics;

/// <summary>Thousands of points as one statement, in the way that is fastest on each engine.</summary>
internal abstract class PointList
{
    /// <summary>Selects the columns of <c>metrics</c> from the list.</summary>
    public abstract string SelectPoints { get; }

    /// <summary>Selects the columns of <c>latest_metrics</c> from the list.</summary>
    public abstract string SelectLatest { get; }

    public static PointList For(SqlDialect dialect) => dialect == SqlDialect.Sqlite ? new FixedWidthList() : new ArrayList();

    /// <summary>The points as they are given to the engine; made before the write has its turn, since writes wait for each other.</summary>
    public abstract object Prepare(StoredPoint[] points);

    /// <summary>Runs a statement over prepared points.</summary>
    public abstract void Write(DbTransaction transaction, string sql, long run, object prepared);

    /// <summary>Numbers as text of fixed width for SQLite, cut out by place: binding thousands of parameters takes longer. Its reader gives every
    /// double back to the last bit from 17 digits.</summary>
    private sealed class FixedWidthList : PointList
    {
        private const int Long = 20;
        private const int Real = 24;
        private const int Row = (4 * Long) + Real + 1;

        private static readonly string Rows =
            $"""
            {Cut(Long, Long, "INTEGER")}, {Cut(2 * Long, Long, "INTEGER")}, {Cut(3 * Long, Long, "INTEGER")}, {Cut(4 * Long, Real, "REAL")},
            {Cut((4 * Long) + Real, 1, "INTEGER")} FROM places WHERE true
            """;

        private static readonly string With =
            $"WITH RECURSIVE places (place) AS (SELECT 0 UNION ALL SELECT place + {Row} FROM places WHERE place + {Row} < length(@points)) SELECT @run, ";

        public override string SelectPoints => $"{With} {Cut(0, Long, "INTEGER")}, {Rows}";

        public override string SelectLatest => $"{With} {Rows}";

        public override void Write(DbTransaction transaction, string sql, long run, object prepared) =>
            Statement.Of(transaction, sql).With("run", run).With("points", prepared).Run();

        public override object Prepare(StoredPoint[] points)
        {
            var text = new byte[points.Length * Row];
            text.AsSpan().Fill((byte)' ');
            for (var i = 0; i < points.Length; i++)
            {
                ref readonly var point = ref points[i];
                var row = text.AsSpan(i * Row, Row);
                Put(row, 0, point.Block);
                Put(row, 1, point.Key);
                Put(row, 2, point.Step);
                Put(row, 3, point.TimestampMs);
                Put(row[(4 * Long)..], point.Value);
                row[^1] = (byte)('0' + point.IsNaN);
            }

            return text;
        }

        private static string Cut(int start, int length, string type) => $"CAST(substr(@points, place + {start + 1}, {length}) AS {type})";

        private static void Put(Span<byte> row, int column, long value) =>
            value.TryFormat(row[(column * Long)..], out _, default, CultureInfo.InvariantCulture);

        // A number beyond the range of doubles is read as an infinity.
        private static void Put(Span<byte> place, double value)
        {
            if (double.IsInfinity(value))
            {
                (value > 0 ? "9e999"u8 : "-9e999"u8).CopyTo(place);
            }
            else
            {
                value.TryFormat(place, out _, "R", CultureInfo.InvariantCulture);
            }
        }
    }

    /// <summary>An array for each column for PostgreSQL.</summary>
    private sealed class ArrayList : PointList
    {
        private const string Rows =
            "FROM unnest(@blocks, @keys, @steps, @times, @values, @nans) AS p (block, key, step, time, value, nan)";

        public override string SelectPoints => $"SELECT @run, p.block, p.key, p.step, p.time, p.value, p.nan {Rows}";

        public override string SelectLatest => $"SELECT @run, p.key, p.step, p.time, p.value, p.nan {Rows}";

        public override object Prepare(StoredPoint[] points) => points;

        public override void Write(DbTransaction transaction, string sql, long run, object prepared)
        {
            var points = (StoredPoint[])prepared;
            Statement.Of(transaction, sql)
                .With("run", run)
                .With("blocks", Array.ConvertAll(points, point => point.Block))
                .With("keys", Array.ConvertAll(points, point => point.Key))
                .With("steps", Array.ConvertAll(points, point => point.Step))
                .With("times", Array.ConvertAll(points, point => point.TimestampMs))
                .With("values", Array.ConvertAll(points, point => point.Value))
                .With("nans", Array.ConvertAll(points, point => point.IsNaN))
                .Run();
        }
    }
}
