using Millrace.Data.Contracts;
using Millrace.DuckDb;
using Millrace.Features.Build;
using Millrace.Features.Contracts;
using Millrace.Features.Entities;
using Millrace.Features.Windows;
using Millrace.Kernel.Problems;

namespace Millrace.Features.PointInTime;

/// <summary>The join of two Parquet files: DuckDB reads and writes, the sweep matches.</summary>
internal sealed class ParquetJoin(DuckConnection connection, PointInTimeFiles files)
{
    private const string Table = "_joined";
    private const string Time = "_time";
    private const string Known = "_known";
    private const string Row = "_row";

    private readonly PreparedColumns left = ColumnsOf(connection, files.LeftPath);
    private readonly PreparedColumns right = ColumnsOf(connection, files.FeaturesPath);

    public async Task<Outcome<PointInTimeJoined>> RunAsync(CancellationToken ct)
    {
        if (Problems().ToList() is { Count: > 0 } problems)
        {
            return Outcome<PointInTimeJoined>.Failed(problems);
        }

        using var other = connection.Database.Connect();
        var readings = await Task.WhenAll(
            Task.Run(() => Read(connection, files.LeftPath, LeftItems(), ct), ct),
            Task.Run(() => Read(other, files.FeaturesPath, RightItems(), ct), ct)).ConfigureAwait(false);
        return await Task.Run(() => Write(readings[0], readings[1], ct), ct).ConfigureAwait(false);
    }

    private PointInTimeJoined Write(ColumnSet rows, ColumnSet features, CancellationToken ct)
    {
        var matches = Match(rows, features);
        var added = files.Columns.Select(column => ColumnPicking.Pick(features[right.NameOf(column)], matches));
        using var table = connection.RegisterArrays(Table, [.. rows.Where(column => column.Name != Time), .. added]);
        var columns = left.Names.Select(left.Restored).Concat(files.Columns.Select(right.Restored));
        connection.Execute(
            $"COPY (SELECT {string.Join(", ", columns)} FROM {Table}) TO {DuckSql.QuoteLiteral(files.OutputPath)} (FORMAT parquet, COMPRESSION snappy)", ct);
        return new PointInTimeJoined(matches.Length, matches.Count(match => match >= 0));
    }

    private int[] Match(ColumnSet rows, ColumnSet features)
    {
        var codes = EntityEncoder.Encode(
            [.. files.Keys.Select(key => KeyColumn.Of(features[right.NameOf(key.Value)]))],
            [.. files.Keys.Select(key => KeyColumn.Of(rows[left.NameOf(key.Key)]))], features.RowCount, rows.RowCount);
        var (events, instants) = ((TimestampColumn)features[Time], (TimestampColumn)rows[Time]);
        return LastKnown.Match(
            new PointInTimeRows(
                WithTime(events, codes.Rows), events.Values,
                files.CreatedTime is null ? null : OrNever((TimestampColumn)features[Known]),
                files.RowId is null ? null : ((LongColumn)features[Row]).Values),
            new PointInTimeQuestions(WithTime(instants, codes.Queries), instants.Values), files.Ttl);
    }

    // Rows without a time belong to no entity.
    private static int[] WithTime(TimestampColumn times, int[] entities) => times.Validity is null
        ? entities
        : [.. entities.Select((entity, row) => times.IsNull(row) ? -1 : entity)];

    private static long[] OrNever(TimestampColumn created) => created.Validity is null
        ? created.Values
        : [.. created.Values.Select((value, row) => created.IsNull(row) ? Timeline.Never : value)];

    private IEnumerable<string> LeftItems() => left.Names.Select(left.Read).Append(Cast(files.LeftTime, "TIMESTAMP", Time)!);

    private IEnumerable<string> RightItems() => files.Columns.Concat(files.Keys.Select(key => key.Value)).Select(right.Read)
        .Distinct(StringComparer.Ordinal)
        .Concat(new[]
        {
            Cast(files.FeatureTime, "TIMESTAMP", Time), Cast(files.CreatedTime, "TIMESTAMP", Known), Cast(files.RowId, "BIGINT", Row),
        }.OfType<string>());

    private static string? Cast(string? column, string type, string name) =>
        column is null ? null : $"CAST({DuckSql.QuoteIdentifier(column)} AS {type}) AS {name}";

    private IEnumerable<Problem> Problems()
    {
        var rights = new[] { files.FeatureTime, files.CreatedTime, files.RowId }.OfType<string>()
            .Concat(files.Keys.Select(key => key.Value)).Concat(files.Columns);
        return Missing("The left file", left, files.Keys.Select(key => key.Key).Append(files.LeftTime))
            .Concat(Missing("The feature file", right, rights))
            .Concat(files.Columns.Where(left.Has).Select(FeaturesProblems.JoinColumnTwice));
    }

    private static IEnumerable<Problem> Missing(string file, PreparedColumns columns, IEnumerable<string> names) =>
        names.Where(name => !columns.Has(name)).Select(name => FeaturesProblems.JoinColumn(file, name, columns.Names));

    private static ColumnSet Read(DuckConnection connection, string path, IEnumerable<string> items, CancellationToken ct) =>
        connection.ReadColumns($"SELECT {string.Join(", ", items)} FROM read_parquet({DuckSql.QuoteLiteral(path)})", ct);

    private static PreparedColumns ColumnsOf(DuckConnection connection, string path)
    {
        using var statement = connection.Prepare($"SELECT * FROM read_parquet({DuckSql.QuoteLiteral(path)})");
        return new PreparedColumns([.. statement.ColumnNames.Zip(statement.ColumnTypes, (name, type) => new DatasetColumn(name, type.Sql.ToLowerInvariant()))]);
    }
}
