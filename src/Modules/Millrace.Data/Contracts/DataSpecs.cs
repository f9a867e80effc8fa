namespace Millrace.Data.Contracts;

/// <summary>Parameters of <c>data.ingest</c>: one source read as it is.</summary>
/// <param name="Name">The source's name in the workflow.</param>
/// <param name="Path">Absolute path.</param>
/// <param name="Format"><c>parquet</c>, <c>csv</c> or <c>jsonl</c>.</param>
/// <param name="PersonalColumns">Columns declared to hold personal data, which a profile must not show; null when nothing is
/// known about the columns, and then no profile is made.</param>
public sealed record IngestSpec(string Name, string Path, string Format, IReadOnlyList<string>? PersonalColumns = null);

/// <summary>Parameters of <c>data.validate</c>: raw data in, checked and completed data out.</summary>
/// <param name="Dataset">The source that is the dataset; other inputs are looked up in.</param>
/// <param name="Columns">What the raw columns must be; a missing or differently typed one is an error.</param>
/// <param name="Lookups">Columns joined from other sources, in order.</param>
/// <param name="Derived">Columns computed from the columns before them, in order.</param>
/// <param name="EventTime">Column with the instant it happened, UTC.</param>
/// <param name="CreatedTime">Column with the instant it became known, UTC; null when that is the event time.</param>
/// <param name="Checks">In the order of the file.</param>
public sealed record PrepareSpec(
    string Dataset,
    IReadOnlyList<ColumnSpec> Columns,
    IReadOnlyList<LookupSpec> Lookups,
    IReadOnlyList<DerivedSpec> Derived,
    string EventTime,
    string? CreatedTime,
    IReadOnlyList<CheckSpec> Checks);

/// <summary>A declared column.</summary>
/// <param name="Name">As in the data.</param>
/// <param name="Type">DuckDB's type name, lower case.</param>
/// <param name="Description">For people.</param>
/// <param name="Unit">E.g. <c>minutes</c>; null for none.</param>
/// <param name="Pii"><c>none</c>, <c>email</c>, <c>phone</c>, <c>name</c>, <c>id</c>, <c>card</c>, <c>ip</c>; what personal data it holds.</param>
/// <param name="PiiPolicy">What is done with personal data: <c>keep</c>, <c>drop</c>, <c>hash</c>; null when there is none.</param>
public sealed record ColumnSpec(string Name, string Type, string Description, string? Unit, string Pii, string? PiiPolicy);

/// <summary>Columns joined from another source by one key.</summary>
/// <param name="Source">The other source.</param>
/// <param name="Key">Its unique key column.</param>
/// <param name="On">The dataset's column that holds the key.</param>
/// <param name="Columns">Column there → new column here.</param>
/// <param name="OnMissing"><c>quarantine</c>, <c>null</c> or <c>fail</c>: what happens to a row whose key is not there.</param>
public sealed record LookupSpec(string Source, string Key, string On, IReadOnlyDictionary<string, string> Columns, string OnMissing);

/// <summary>A column computed by one scalar SQL expression.</summary>
/// <param name="Name">New name.</param>
/// <param name="Type">The type it is cast to.</param>
/// <param name="Expression">DuckDB SQL over raw, looked-up and earlier derived columns.</param>
/// <param name="Description">For people.</param>
public sealed record DerivedSpec(string Name, string Type, string Expression, string Description);

/// <summary>One check.</summary>
/// <param name="Check"><c>not_null</c>, <c>unique</c>, <c>between</c>, <c>in_set</c>, <c>matches</c>, <c>row_count</c>,
/// <c>freshness</c>, <c>foreign_key</c> or <c>expression</c>.</param>
/// <param name="Name">What it is called in reports; null to be named after check and columns.</param>
/// <param name="Columns">The columns it looks at.</param>
/// <param name="Min">For between and row_count.</param>
/// <param name="Max">For between and row_count.</param>
/// <param name="Values">For in_set.</param>
/// <param name="Pattern">For matches: a regular expression of DuckDB (RE2).</param>
/// <param name="Source">For foreign_key: the source that must hold the key.</param>
/// <param name="Key">For foreign_key: its column.</param>
/// <param name="Expression">For expression: true for good rows.</param>
/// <param name="MaxAge">For freshness: how old the newest value may be.</param>
/// <param name="AsOf">For freshness: the data's clock; required.</param>
/// <param name="Tolerate">Share of failing rows in [0, 1) that is still a pass.</param>
/// <param name="Severity"><c>error</c> ends the run when failing and quarantines failing rows; <c>warning</c> only tells.</param>
public sealed record CheckSpec(
    string Check, string? Name, IReadOnlyList<string> Columns,
    double? Min = null, double? Max = null, IReadOnlyList<string>? Values = null, string? Pattern = null,
    string? Source = null, string? Key = null, string? Expression = null,
    TimeSpan? MaxAge = null, DateTimeOffset? AsOf = null,
    double Tolerate = 0, string Severity = "error");
