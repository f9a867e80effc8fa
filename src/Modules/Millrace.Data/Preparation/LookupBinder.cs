using System.Globalization;
using Millrace.Data.Contracts;
using Millrace.Data.Reading;

namespace Millrace.Data.Preparation;

/// <summary>Binds lookups: sources, keys and the columns they bring.</summary>
internal sealed class LookupBinder(
    PrepareSpec spec, IReadOnlyDictionary<string, IReadOnlyList<DatasetColumn>> sources,
    ColumnScope scope, HashSet<string> personal, Findings findings)
{
    /// <summary>Whether a name is one that preparing uses itself.</summary>
    public static bool IsReserved(string name) =>
        DataVocabulary.ReservedColumns.Contains(name, StringComparer.OrdinalIgnoreCase)
        || name.StartsWith("__m_", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether values of two types can be compared without converting text.</summary>
    public static bool AreComparable(string one, string other) =>
        one == other || (TypeNames.IsNumber(one) && TypeNames.IsNumber(other)) || (TypeNames.IsTime(one) && TypeNames.IsTime(other));

    public void Bind(int index, LookupSpec lookup)
    {
        var number = index.ToString(CultureInfo.InvariantCulture);
        if (!DataVocabulary.OnMissing.Contains(lookup.OnMissing))
        {
            findings.Add(PreparationProblems.UnknownWord("answer to a missing key", lookup.OnMissing, DataVocabulary.OnMissing), "lookups", number, "on_missing");
        }

        var on = scope.Find(lookup.On);
        if (on is null)
        {
            findings.Add(PreparationProblems.ColumnMissing($"Source '{spec.Dataset}'", lookup.On, scope.Names), "lookups", number, "on");
        }

        if (sources.TryGetValue(lookup.Source, out var columns))
        {
            BindKey(number, lookup, on, columns);
        }
        else
        {
            findings.Add(PreparationProblems.UnknownSource(lookup.Source, sources.Keys), "lookups", number, "source");
        }

        foreach (var (there, here) in lookup.Columns)
        {
            BindColumn(number, lookup, there, here, columns);
        }
    }

    private static DatasetColumn? Find(IReadOnlyList<DatasetColumn>? columns, string name) =>
        columns?.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));

    private void BindKey(string number, LookupSpec lookup, DatasetColumn? on, IReadOnlyList<DatasetColumn> columns)
    {
        if (Find(columns, lookup.Key) is not { } key)
        {
            findings.Add(PreparationProblems.ColumnMissing($"Source '{lookup.Source}'", lookup.Key, columns.Select(column => column.Name)), "lookups", number, "key");
        }
        else if (on is not null && !AreComparable(on.Type, key.Type))
        {
            findings.Add(PreparationProblems.KeyType(on.Name, on.Type, lookup.Source, key.Name, key.Type), "lookups", number, "on");
        }
    }

    private void BindColumn(string number, LookupSpec lookup, string there, string here, IReadOnlyList<DatasetColumn>? columns)
    {
        var found = Find(columns, there);
        if (found is null && columns is not null)
        {
            findings.Add(
                PreparationProblems.ColumnMissing($"Source '{lookup.Source}'", there, columns.Select(column => column.Name)),
                "lookups", number, "columns", there);
        }

        if (IsReserved(here))
        {
            findings.Add(PreparationProblems.ReservedColumn(here), "lookups", number, "columns", there);
        }

        if (!scope.TryAdd(new DatasetColumn(here, found?.Type ?? "varchar")))
        {
            findings.Add(DataProblems.DuplicateColumn("The prepared data", here), "lookups", number, "columns", there);
        }

        if (personal.Contains(lookup.On))
        {
            personal.Add(here);
        }
    }
}
