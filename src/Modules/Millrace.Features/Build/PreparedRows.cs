using Millrace.DuckDb;
using Millrace.Features.Entities;
using Millrace.Features.Windows;

namespace Millrace.Features.Build;

/// <summary>The needed columns of a prepared dataset in arrays, by ascending event time and then row id.</summary>
internal sealed class PreparedRows
{
    private readonly ColumnSet columns;
    private readonly PreparedColumns names;
    private readonly Dictionary<string, ValueSeries> series = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, KeyColumn> keys = new(StringComparer.OrdinalIgnoreCase);

    internal PreparedRows(ColumnSet columns, PreparedColumns names, string eventTime, string? createdTime)
    {
        (this.columns, this.names) = (columns, names);
        Events = (TimestampColumn)columns[names.NameOf(eventTime)];
        Created = createdTime is null ? Events : (TimestampColumn)columns[names.NameOf(createdTime)];
    }

    /// <summary>Rows.</summary>
    public int RowCount => columns.RowCount;

    /// <summary>Event times.</summary>
    public TimestampColumn Events { get; }

    /// <summary>Created times; the event times where the dataset has no others.</summary>
    public TimestampColumn Created { get; }

    /// <summary>Row ids of the prepared dataset.</summary>
    public DuckColumn RowIds => columns[PreparedLoader.RowId];

    /// <summary>When each row counts. A row without a created time never does.</summary>
    public Timeline Timeline()
    {
        var created = Created.Values;
        if (Created.Validity is not null)
        {
            created = [.. created.Select((value, row) => Created.IsNull(row) ? Windows.Timeline.Never : value)];
        }

        return Windows.Timeline.Of(Events.Values, ReferenceEquals(Created, Events) ? null : created);
    }

    /// <summary>A column as it was read.</summary>
    public DuckColumn Column(string name) => columns[names.NameOf(name)];

    /// <summary>A column as doubles, null as NaN.</summary>
    public double[] Doubles(string name) => columns[names.NumberName(name)].ToDoubles();

    /// <summary>A column to aggregate.</summary>
    public ValueSeries Series(string name)
    {
        if (!series.TryGetValue(name, out var found))
        {
            series.Add(name, found = ToSeries(columns[names.NumberName(name)]));
        }

        return found;
    }

    /// <summary>A key column; the same object for the same column.</summary>
    public KeyColumn Key(string name)
    {
        if (!keys.TryGetValue(name, out var found))
        {
            keys.Add(name, found = KeyColumn.Of(Column(name)));
        }

        return found;
    }

    private static ValueSeries ToSeries(DuckColumn column) => column switch
    {
        LongColumn c => ValueSeries.Of(c.Values, c.Validity),
        IntColumn c => ValueSeries.Of(Array.ConvertAll(c.Values, value => (long)value), c.Validity),
        BoolColumn c => ValueSeries.Of(Array.ConvertAll(c.Values, value => value ? 1L : 0L), c.Validity),
        DoubleColumn c => ValueSeries.Of(c.Values, c.Validity),
        _ => ValueSeries.Of(column.ToDoubles()),
    };
}
