using Millrace.DuckDb;
using Millrace.Features.PointInTime;
using Millrace.Kernel.Problems;

namespace Millrace.Features.Contracts;

/// <summary>Joins rows to the last feature row that was known at their instant.</summary>
/// <remarks>A feature row is known at t when its event time and its created time are both at most t. Of the known rows of an
/// entity the one with the latest event time is taken; of equal ones the latest created, then the larger row id. It is nothing
/// when that row is older than the TTL at t. Time is O(n + m) after sorting by time.</remarks>
public static class PointInTimeJoin
{
    /// <summary>Finds the row for every question.</summary>
    /// <param name="rows">Feature rows, in any order.</param>
    /// <param name="questions">Entities and instants, in any order.</param>
    /// <param name="ttl">How old the row's event time may be at the instant asked about; null for no limit.</param>
    /// <returns>By question: the index of the feature row, or -1.</returns>
    /// <exception cref="ArgumentException">Arrays of one side differ in length.</exception>
    public static int[] Match(PointInTimeRows rows, PointInTimeQuestions questions, TimeSpan? ttl) =>
        LastKnown.Match(rows, questions, ttl);

    /// <summary>Joins two Parquet files into a third: all columns of the left file in its order, then the feature columns.</summary>
    /// <param name="connection">A connection that may read and write the files.</param>
    /// <param name="files">What is joined.</param>
    /// <param name="ct">Stops it; the output may then be half-written.</param>
    /// <returns>Rows of the left file and how many found a feature row, or <c>features.join-column</c>.</returns>
    /// <exception cref="DuckDbException">A file cannot be read or written.</exception>
    public static Task<Outcome<PointInTimeJoined>> ParquetAsync(DuckConnection connection, PointInTimeFiles files, CancellationToken ct = default) =>
        new ParquetJoin(connection, files).RunAsync(ct);
}

/// <summary>Feature rows.</summary>
/// <param name="Entities">By row: its entity, numbered from 0; -1 belongs to none.</param>
/// <param name="Events">By row: event time in microseconds since 1970 UTC.</param>
/// <param name="Created">By row: when it became known; null when that is the event time.</param>
/// <param name="RowIds">By row: decides between rows that are alike in both times; null for the row's index.</param>
public sealed record PointInTimeRows(int[] Entities, long[] Events, long[]? Created = null, long[]? RowIds = null);

/// <summary>What is asked.</summary>
/// <param name="Entities">By question: the entity; -1 matches nothing.</param>
/// <param name="Instants">By question: the instant in microseconds since 1970 UTC.</param>
public sealed record PointInTimeQuestions(int[] Entities, long[] Instants);

/// <summary>Two Parquet files and how they belong together.</summary>
/// <param name="LeftPath">The rows to complete.</param>
/// <param name="LeftTime">Their instant, a timestamp or date; a row without one finds nothing.</param>
/// <param name="FeaturesPath">The feature rows.</param>
/// <param name="FeatureTime">Their event time, a timestamp or date; rows without one are left out.</param>
/// <param name="CreatedTime">When they became known, a timestamp or date; null when that is the event time.</param>
/// <param name="RowId">An integer column that decides between equal times; null for the row's place.</param>
/// <param name="Keys">The left file's key column → the feature file's.</param>
/// <param name="Columns">Feature columns to add.</param>
/// <param name="Ttl">How old a feature row may be; null for no limit.</param>
/// <param name="OutputPath">The file to write.</param>
public sealed record PointInTimeFiles(
    string LeftPath, string LeftTime, string FeaturesPath, string FeatureTime, string? CreatedTime, string? RowId,
    IReadOnlyList<KeyValuePair<string, string>> Keys, IReadOnlyList<string> Columns, TimeSpan? Ttl, string OutputPath);

/// <summary>What a join gave.</summary>
/// <param name="RowCount">Rows written.</param>
/// <param name="MatchedCount">Those that found a feature row.</param>
public sealed record PointInTimeJoined(int RowCount, int MatchedCount);
