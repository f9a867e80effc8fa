using Millrace.Data.Contracts;
using Millrace.Features.Binding;
using Millrace.Kernel.Problems;

namespace Millrace.Features.Contracts;

/// <summary>Binds feature definitions against the columns of the prepared data, before any data is read.</summary>
public static class FeaturesBinding
{
    /// <summary>Functions that an aggregate may use.</summary>
    public static IReadOnlyList<string> Functions => Windows.WindowFunctions.Names;

    /// <summary>Types that an on-demand feature may have.</summary>
    public static IReadOnlyList<string> Types => FeatureTypes.Names;

    /// <summary>The features, or every problem at once.</summary>
    /// <param name="spec">As compiled from the workflow.</param>
    /// <param name="preparedColumns">Columns that preparing gives.</param>
    public static Outcome<BoundFeatures> Bind(FeatureSetSpec spec, IReadOnlyList<DatasetColumn> preparedColumns)
    {
        var binding = Examine(spec, preparedColumns);
        return binding.Findings.Count == 0
            ? binding.Bound
            : Outcome<BoundFeatures>.Failed([.. binding.Findings.Select(finding => finding.Problem)]);
    }

    /// <summary>The same, with the place of each problem in the file and the features as far as they are known.</summary>
    public static FeaturesExamination Examine(FeatureSetSpec spec, IReadOnlyList<DatasetColumn> preparedColumns)
    {
        var binder = new FeatureBinder(spec, preparedColumns);
        var plan = binder.Bind();
        return new FeaturesExamination(new BoundFeatures(plan.Features, plan.RequestFields), binder.Findings);
    }
}

/// <summary>Features whose definitions hold together.</summary>
/// <param name="Features">In the order in which a model takes them: views in the file's order, then on-demand.</param>
/// <param name="RequestFields">Raw columns that a request must carry so that all can be computed.</param>
public sealed record BoundFeatures(IReadOnlyList<FeatureInfo> Features, IReadOnlyList<FeatureField> RequestFields);

/// <summary>What binding found.</summary>
/// <param name="Bound">Features as far as they are known.</param>
/// <param name="Findings">Problems in the order of the file; empty when all is well.</param>
public sealed record FeaturesExamination(BoundFeatures Bound, IReadOnlyList<FeatureFinding> Findings);

/// <summary>A problem and where it is.</summary>
/// <param name="Path">Keys from the file's root, for example <c>features</c>, <c>views</c>, <c>origin</c>, <c>windows</c>; a
/// baseline is <c>problem</c>, <c>baselines</c> and its name.</param>
/// <param name="Problem">What is wrong.</param>
public sealed record FeatureFinding(IReadOnlyList<string> Path, Problem Problem);
