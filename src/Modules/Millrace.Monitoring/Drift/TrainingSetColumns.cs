using Millrace.DuckDb;
using Millrace.Features.Contracts;
using Millrace.Statistics.Drift;
using Millrace.Training.Contracts;

namespace Millrace.Monitoring.Drift;

/// <summary>Reads features of two parts of a training set, a few at a time, so that memory stays small.</summary>
internal sealed class TrainingSetColumns(DuckConnection connection, string parquetPath, SplitRows reference, SplitRows current)
{
    /// <summary>Both sides of some features, in the order asked for.</summary>
    public IReadOnlyList<DriftColumn> Read(IReadOnlyList<FeatureInfo> features, CancellationToken ct)
    {
        var names = string.Join(", ", features.Select(feature => DuckSql.QuoteIdentifier(feature.Name)));
        var sides = new[] { reference, current }.Select(part => connection.ReadColumns(Sql(names, part), ct)).ToArray();
        return [.. features.Select((feature, i) => Column(feature, sides[0][i], sides[1][i]))];
    }

    /// <summary>First and last event time of a part, in microseconds.</summary>
    public (long First, long Last) EventTimes(SplitRows part)
    {
        var rows = connection.Rows(Sql("epoch_us(min(_event_time)), epoch_us(max(_event_time))", part));
        return ((long)rows[0][0]!, (long)rows[0][1]!);
    }

    private static DriftColumn Column(FeatureInfo feature, DuckColumn before, DuckColumn now) => before is TextColumn text
        ? new CategoricalColumn(feature.Name, Counts(text), Counts((TextColumn)now))
        : new NumericColumn(feature.Name, before.ToDoubles(), now.ToDoubles());

    private static CategorySample Counts(TextColumn column)
    {
        var byCode = new long[column.Dictionary.Length];
        var missing = 0L;
        for (var row = 0; row < column.RowCount; row++)
        {
            if (column.IsNull(row))
            {
                missing++;
            }
            else
            {
                byCode[column.Codes[row]]++;
            }
        }

        return new CategorySample(
            byCode.Select((count, code) => (Text: column.Dictionary[code], count)).ToDictionary(pair => pair.Text, pair => pair.count, StringComparer.Ordinal),
            missing);
    }

    private string Sql(string columns, SplitRows part)
    {
        var source = $"read_parquet({DuckSql.QuoteLiteral(parquetPath)}, file_row_number = true)";
        return part is { FirstRow: { } first, EndRow: { } end }
            ? FormattableString.Invariant($"SELECT {columns} FROM {source} WHERE file_row_number >= {first} AND file_row_number < {end}")
            : throw new InvalidOperationException("Only parts that are one range of rows can be monitored.");
    }
}
