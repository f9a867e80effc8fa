using Millrace.Workflows.Language;
using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Rules;

/// <summary>A column of the prepared rows as the file declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its declared type; null for a looked-up one, whose type is in the other source.</param>
/// <param name="Path">Where it is declared.</param>
internal sealed record DeclaredColumn(string Name, string? Type, string Path);

/// <summary>The columns of the prepared rows: those of the file, those looked up, those derived.</summary>
/// <param name="All">In the order in which they come to be.</param>
/// <param name="Known">Their names.</param>
internal sealed record ColumnNames(IReadOnlyList<DeclaredColumn> All, KnownNames Known)
{
    /// <summary>What has been declared, in order; a name may be there twice.</summary>
    public static ColumnNames Of(WorkflowFile file, FilePlaces places)
    {
        var all = new List<DeclaredColumn>();
        all.AddRange(file.Data.Columns.Select(pair => new DeclaredColumn(pair.Key, pair.Value.Type, $"data.columns.{pair.Key}")));
        foreach (var (index, lookup) in file.Data.Lookups.Index())
        {
            all.AddRange(lookup.Columns.Select(pair => new DeclaredColumn(pair.Value, null, $"data.lookups[{index}].columns.{pair.Key}")));
        }

        all.AddRange(file.Data.Derived.Select(pair => new DeclaredColumn(pair.Key, pair.Value.Type, $"data.derived.{pair.Key}")));
        var isWhole = !places.IsBroken("data.columns") && !places.IsBroken("data.lookups") && !places.IsBroken("data.derived");
        return new ColumnNames(all, new KnownNames([.. all.Select(column => column.Name).Distinct()], isWhole));
    }

    /// <summary>The first column of a name, or null.</summary>
    public DeclaredColumn? Find(string name) => All.FirstOrDefault(column => column.Name == name);
}
