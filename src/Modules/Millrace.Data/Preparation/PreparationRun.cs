using Millrace.Data.Checks;
using Millrace.Data.Contracts;
using Millrace.DuckDb;
using Millrace.Kernel.Problems;

namespace Millrace.Data.Preparation;

/// <summary>Prepares and checks one dataset inside an engine; gives files, not yet blobs.</summary>
internal sealed class PreparationRun(
    DuckConnection connection, BoundPreparation preparation, PrepareSpec spec, IReadOnlyDictionary<string, SourceData> sources, string scratch)
{
    private static readonly string RowId = DuckSql.QuoteIdentifier(BoundPreparation.RowId);

    /// <summary>Does it.</summary>
    public Outcome<PreparedFiles> Run(Action<double?, string> progress, CancellationToken ct)
    {
        progress(0.05, "looking up, computing and checking");
        var table = new WorkingTable(connection, preparation, spec.Dataset, sources).Create(ct);
        if (!table.IsOk)
        {
            return table.As<PreparedFiles>();
        }

        progress(0.5, "judging");
        var judging = new Judging(connection, preparation, Clauses.Of(preparation, spec.EventTime));
        var (judgements, rowCount, quarantinedCount) = judging.Run(ct);
        progress(0.55, "writing quarantine and prepared data");
        var quarantine = Write("quarantine", QuarantineQuery(judging), ct);
        var prepared = Write("prepared", PreparedQuery(judging), ct);
        return new PreparedFiles(judgements, rowCount, quarantinedCount, prepared, quarantine);
    }

    private string QuarantineQuery(Judging judging)
    {
        var raw = Comma(PersonalData.SelectList(preparation.Raw, preparation.Policies));
        return $"SELECT {raw}{RowId}, {judging.ReasonsSql} AS {DuckSql.QuoteIdentifier(BoundPreparation.Reasons)} " +
            $"FROM {PreparationSql.Rows} WHERE {judging.QuarantinedSql} ORDER BY {RowId}";
    }

    private string PreparedQuery(Judging judging)
    {
        var columns = Comma(PersonalData.SelectList(preparation.All, preparation.Policies));
        return $"SELECT {columns}{RowId} FROM {PreparationSql.Rows} WHERE NOT {judging.QuarantinedSql} " +
            $"ORDER BY {DuckSql.QuoteIdentifier(spec.EventTime)}, {RowId}";
    }

    private static string Comma(string list) => list.Length == 0 ? "" : $"{list}, ";

    private string Write(string name, string query, CancellationToken ct)
    {
        var path = Path.Combine(scratch, $"{name}.parquet");
        connection.Execute($"COPY ({query}) TO {DuckSql.QuoteLiteral(path)} (FORMAT parquet, COMPRESSION zstd)", ct);
        return path;
    }
}

/// <summary>What preparing gave.</summary>
/// <param name="Judgements">One for each clause.</param>
/// <param name="RowCount">Rows looked at.</param>
/// <param name="QuarantinedCount">Rows kept out.</param>
/// <param name="Prepared">The prepared data's file.</param>
/// <param name="Quarantine">The quarantine's file.</param>
internal sealed record PreparedFiles(
    IReadOnlyList<Judgement> Judgements, long RowCount, long QuarantinedCount, string Prepared, string Quarantine);
