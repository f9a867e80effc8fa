using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Language;

[Help("Where the data comes from and what must hold of it.")]
internal sealed record DataSection
{
    [Help("Files to read, by name."), Named(NameRule.Identifier)]
    public required IReadOnlyDictionary<string, Source> Sources { get; init; }

    [Help("The source whose rows are learned from; the only one when left out.")]
    public string? Dataset { get; init; }

    [Help("Columns of the dataset, as they are in the file.")]
    public required IReadOnlyDictionary<string, Column> Columns { get; init; }

    [Help("Columns joined from other sources, in order.")]
    public IReadOnlyList<Lookup> Lookups { get; init; } = [];

    [Help("Columns computed from the columns before them, in order."), Named(NameRule.Identifier)]
    public IReadOnlyDictionary<string, Derived> Derived { get; init; } = new OrderedDictionary<string, Derived>();

    [Help("The column with the instant at which it happened, in UTC.")]
    public required string EventTime { get; init; }

    [Help("The column with the instant at which the whole row became known, in UTC; the event time when left out.")]
    public string? CreatedTime { get; init; }

    [Help("What must hold of the rows before anything is learned from them.")]
    public IReadOnlyList<Check> Checks { get; init; } = [];
}

[Help("A file that is read as it is and never changed.")]
internal sealed record Source
{
    [Help("Relative to the workflow file, or absolute.")]
    public required string Path { get; init; }

    [Help("How it is written.")]
    public required SourceFormat Format { get; init; }

    [Help("What it holds and where it comes from.")]
    public string? Description { get; init; }
}

internal enum SourceFormat
{
    Parquet,
    Csv,
    Jsonl,
}

[Help("A column of the dataset.")]
internal sealed record Column
{
    [Help("DuckDB's type name."), Vocabulary(VocabularyOf.ColumnTypes)]
    public required string Type { get; init; }

    [Help("What it means.")]
    public required string Description { get; init; }

    [Help("Of its values, e.g. minutes.")]
    public string? Unit { get; init; }

    [Help("When the value is known: with the event, or only at data.created_time. A feature may not read the latter.")]
    public Known Known { get; init; } = Known.EventTime;

    [Help("What personal data it holds.")]
    public Pii Pii { get; init; } = Pii.None;

    [Help("What is done with personal data before it is stored.")]
    public PiiPolicy? PiiPolicy { get; init; }
}

internal enum Known
{
    EventTime,
    CreatedTime,
}

internal enum Pii
{
    None,
    Email,
    Phone,
    Name,
    Id,
    Card,
    Ip,
}

internal enum PiiPolicy
{
    Keep,
    Drop,
    Hash,
}

[Help("Columns joined from another source by one key.")]
internal sealed record Lookup
{
    [Help("The other source.")]
    public required string Source { get; init; }

    [Help("Its unique key column.")]
    public required string Key { get; init; }

    [Help("The dataset's column that holds the key.")]
    public required string On { get; init; }

    [Help("Column there: new column here.")]
    public required IReadOnlyDictionary<string, string> Columns { get; init; }

    [Help("What happens to a row whose key is not there.")]
    public required OnMissing OnMissing { get; init; }
}

internal enum OnMissing
{
    Quarantine,
    Keep,
    Fail,
}

[Help("A column computed by one SQL expression.")]
internal sealed record Derived
{
    [Help("The type it is cast to."), Vocabulary(VocabularyOf.ColumnTypes)]
    public required string Type { get; init; }

    [Help("DuckDB SQL over columns, looked-up columns and derived columns before it.")]
    public required string Expression { get; init; }

    [Help("What it means.")]
    public required string Description { get; init; }
}
