using Millrace.Data.Preparation;
using Millrace.Kernel.Problems;

namespace Millrace.Data.Contracts;

/// <summary>Binds what the <c>data</c> section says against the columns of its sources, before any data is read.</summary>
public static class DataExpressions
{
    /// <summary>The columns that preparing will give, or every problem at once.</summary>
    /// <param name="spec">The dataset's preparation.</param>
    /// <param name="sourceColumns">Columns of every source, by source name.</param>
    /// <param name="datasetFormat">Format of the dataset's own source: the types of csv and jsonl are guesses, which
    /// declared types override; those of Parquet must be as declared.</param>
    public static Outcome<IReadOnlyList<DatasetColumn>> BindPrepared(
        PrepareSpec spec, IReadOnlyDictionary<string, IReadOnlyList<DatasetColumn>> sourceColumns, string datasetFormat = "parquet")
    {
        var binding = Examine(spec, sourceColumns, datasetFormat);
        return binding.Findings.Count == 0
            ? Outcome.Ok(binding.Columns)
            : Outcome<IReadOnlyList<DatasetColumn>>.Failed([.. binding.Findings.Select(finding => finding.Problem)]);
    }

    /// <summary>The same, with the place of each problem in the <c>data</c> section and the columns as far as they are known.</summary>
    public static PreparedBinding Examine(
        PrepareSpec spec, IReadOnlyDictionary<string, IReadOnlyList<DatasetColumn>> sourceColumns, string datasetFormat = "parquet")
    {
        var binder = new PreparationBinder(spec, sourceColumns, datasetFormat);
        var preparation = binder.Bind();
        return new PreparedBinding(preparation.Output, binder.Problems);
    }
}

/// <summary>What binding found.</summary>
/// <param name="Columns">Columns of the prepared data, as far as they are known, <c>_row_id</c> last.</param>
/// <param name="Findings">Problems in the order of the file; empty when all is well.</param>
public sealed record PreparedBinding(IReadOnlyList<DatasetColumn> Columns, IReadOnlyList<DataFinding> Findings);

/// <summary>A problem and where it is.</summary>
/// <param name="Path">Keys below <c>data</c>, list items by number from 0: <c>derived</c>, <c>late</c>, <c>expression</c>, or
/// <c>checks</c>, <c>3</c>, <c>column</c>.</param>
/// <param name="Problem">What is wrong.</param>
public sealed record DataFinding(IReadOnlyList<string> Path, Problem Problem);
