using Millrace.Data.Ingestion;
using Millrace.Data.Reading;
using Millrace.Kernel.Problems;

namespace Millrace.Data.Contracts;

/// <summary>Looks at a file's columns without reading it all.</summary>
public static class SourceSchema
{
    /// <summary>Columns of a file: of Parquet as declared in it, of csv and jsonl as its first rows suggest.</summary>
    /// <param name="path">A local file.</param>
    /// <param name="format">One of <see cref="DataVocabulary.Formats"/>.</param>
    /// <returns>Columns in file order, or what is wrong: <c>data.source-missing</c>, <c>data.source-empty</c>,
    /// <c>data.source-unreadable</c>, <c>data.csv-ragged</c>, <c>data.unknown-format</c>.</returns>
    public static Outcome<IReadOnlyList<DatasetColumn>> Read(string path, string format)
    {
        if (SourceFile.Check(path, format) is { } problem)
        {
            return problem;
        }

        using var database = DataEngine.OpenSmall();
        using var connection = database.Connect();
        return new SourceReading(connection, path, path, format).Glance().Map(shape => shape.Columns);
    }
}
