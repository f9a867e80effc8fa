using Millrace.Data.Contracts;

namespace Millrace.Data.Ingestion;

/// <summary>What a file holds.</summary>
/// <param name="Columns">In file order.</param>
/// <param name="RowCount">Rows; 0 when only glanced at.</param>
/// <param name="Delimiter">Of csv.</param>
internal sealed record SourceShape(IReadOnlyList<DatasetColumn> Columns, long RowCount, string? Delimiter);
