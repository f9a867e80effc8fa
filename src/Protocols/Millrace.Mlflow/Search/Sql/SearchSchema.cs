namespace Millrace.Mlflow.Search.Sql;

/// <summary>Where the things that are searched for, and what belongs to them, stand in SQL. Written by modules, never by users.</summary>
public sealed record SearchSchema
{
    /// <summary>Each attribute's column, by its one name in the vocabulary.</summary>
    public required IReadOnlyDictionary<string, SearchColumn> Attributes { get; init; }

    /// <summary>The latest metrics.</summary>
    public KeyedTable? Metrics { get; init; }

    /// <summary>The params.</summary>
    public KeyedTable? Params { get; init; }

    /// <summary>The tags.</summary>
    public KeyedTable? Tags { get; init; }

    /// <summary>The datasets, by <c>name</c>, <c>digest</c> and <c>context</c>; they need no <c>{key}</c>.</summary>
    public IReadOnlyDictionary<string, KeyedTable> Datasets { get; init; } = new Dictionary<string, KeyedTable>();

    /// <summary>The table in which a metric's value on one dataset is found, for orders that name one.</summary>
    public KeyedTable? MetricsOnDataset { get; init; }
}

/// <summary>An attribute's column.</summary>
/// <param name="Sql">The column or an expression, like <c>r.start_time</c>.</param>
/// <param name="IsNullable">Whether it can be NULL; then NULLs come last in every order.</param>
public sealed record SearchColumn(string Sql, bool IsNullable = false)
{
    /// <summary>A column that is never NULL.</summary>
    public static implicit operator SearchColumn(string sql) => new(sql);
}

/// <summary>A table with a row per thing and key. <c>{t}</c> stands for its alias, <c>{key}</c> for the key's parameter,
/// <c>{dataset_name}</c> and <c>{dataset_digest}</c> for an order's dataset (NULL when not given).</summary>
/// <param name="Table">Its name, or a query in parentheses.</param>
/// <param name="On">Which of its rows belong to the thing and the key: <c>{t}.run_no = r.run_no AND {t}.key = {key}</c>.
/// At most one does where the table is used for an order.</param>
/// <param name="Value">The value's column, without the alias; never NULL, except for a metric that is no number.</param>
/// <param name="IsNan">For metrics, the column that is 1 when the value is not a number.</param>
public sealed record KeyedTable(string Table, string On, string Value = "value", string? IsNan = null);
