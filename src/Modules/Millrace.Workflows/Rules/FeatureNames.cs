using Millrace.Workflows.Language;
using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Rules;

/// <summary>A feature as the file declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsText">Whether its values are texts.</param>
/// <param name="Path">Where it is declared.</param>
internal sealed record DeclaredFeature(string Name, bool IsText, string Path);

/// <summary>The features: those of the views, then those on demand.</summary>
/// <param name="All">In the order in which a model takes them.</param>
/// <param name="Known">Their names.</param>
internal sealed record FeatureNames(IReadOnlyList<DeclaredFeature> All, KnownNames Known)
{
    /// <summary>What has been declared, in order; a name may be there twice.</summary>
    public static FeatureNames Of(WorkflowFile file, FilePlaces places)
    {
        var all = new List<DeclaredFeature>();
        foreach (var (name, view) in file.Features.Views)
        {
            all.AddRange(OfView(name, view));
        }

        all.AddRange(file.Features.OnDemand.Select(pair =>
            new DeclaredFeature(pair.Key, pair.Value.Type == OnDemandType.Varchar, $"features.on_demand.{pair.Key}")));
        var isWhole = !places.IsBroken("features.views") && !places.IsBroken("features.on_demand");
        return new FeatureNames(all, new KnownNames([.. all.Select(feature => feature.Name).Distinct()], isWhole));
    }

    /// <summary>The features of one view: windows within aggregates.</summary>
    public static IEnumerable<DeclaredFeature> OfView(string name, FeatureView view) =>
        from aggregate in view.Aggregates
        from window in view.Windows.Select(window => window.Text).Distinct()
        select new DeclaredFeature($"{name}_{aggregate.Key}_{window}", false, $"features.views.{name}.aggregates.{aggregate.Key}");

    /// <summary>The first feature of a name, or null.</summary>
    public DeclaredFeature? Find(string name) => All.FirstOrDefault(feature => feature.Name == name);
}
