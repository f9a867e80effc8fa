using Millrace.Data.Checks;
using Millrace.Data.Contracts;
using Millrace.DuckDb.Expressions;

namespace Millrace.Data.Preparation;

/// <summary>A preparation whose every name and expression is known to be good.</summary>
/// <param name="Raw">The raw columns and the types to read them as.</param>
/// <param name="Lookups">Lookups, in order.</param>
/// <param name="Derived">Derived columns, in order.</param>
/// <param name="Checks">Checks, in order.</param>
/// <param name="All">Raw, looked-up and derived columns.</param>
/// <param name="Personal">Columns that hold personal data or were computed from such.</param>
/// <param name="Policies">Column → <c>drop</c> or <c>hash</c>.</param>
internal sealed record BoundPreparation(
    IReadOnlyList<DatasetColumn> Raw,
    IReadOnlyList<LookupSpec> Lookups,
    IReadOnlyList<BoundDerived> Derived,
    IReadOnlyList<BoundCheck> Checks,
    IReadOnlyList<DatasetColumn> All,
    IReadOnlySet<string> Personal,
    IReadOnlyDictionary<string, string> Policies)
{
    /// <summary>Number of the row in its source, from 0 over all files in order.</summary>
    public const string RowId = "_row_id";

    /// <summary>Why a row is in quarantine: names of checks and lookups.</summary>
    public const string Reasons = "_reasons";

    /// <summary>The prepared data's columns.</summary>
    public IReadOnlyList<DatasetColumn> Output => [.. PersonalData.Kept(All, Policies), new(RowId, "bigint")];

    /// <summary>The quarantine's columns.</summary>
    public IReadOnlyList<DatasetColumn> QuarantineOutput =>
        [.. PersonalData.Kept(Raw, Policies), new(RowId, "bigint"), new(Reasons, "varchar[]")];
}

/// <summary>A derived column whose expression was bound.</summary>
/// <param name="Column">Its name and type.</param>
/// <param name="Expression">The expression.</param>
internal sealed record BoundDerived(DatasetColumn Column, ScalarExpression Expression);
