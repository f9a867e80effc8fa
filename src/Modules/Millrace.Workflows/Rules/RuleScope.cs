using Millrace.Kernel.Problems;
using Millrace.Workflows.Language;
using Millrace.Workflows.Reading;
using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Rules;

/// <summary>What a rule sees: the file, its places, and where problems go. A rule about a broken path stays silent: what is
/// wrong with it has been said.</summary>
internal sealed class RuleScope(WorkflowFile file, FilePlaces places, ProblemList problems)
{
    private readonly PathSet reported = new();

    /// <summary>The typed file.</summary>
    public WorkflowFile File { get; } = file;

    /// <summary>The prepared rows' columns, as declared.</summary>
    public ColumnNames Columns { get; } = ColumnNames.Of(file, places);

    /// <summary>The features, as declared.</summary>
    public FeatureNames Features { get; } = FeatureNames.Of(file, places);

    /// <summary>Whether the path says nothing reliable.</summary>
    public bool IsBroken(string path) => places.IsBroken(path) || reported.Contains(path);

    /// <summary>Whether all of the paths are sound.</summary>
    public bool AreSound(params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            if (IsBroken(path))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Where everything stands.</summary>
    public FilePlaces Places => places;

    /// <summary>Whether something at, under or above the path was reported, by its shape or by a rule.</summary>
    public bool IsReported(string path) => places.IsBroken(path) || reported.Touches(path);

    /// <summary>Reports a problem with the value at a path.</summary>
    public void Report(string path, Problem problem) => Report(path, problem, places.Value(path));

    /// <summary>Reports a problem with the key at a path.</summary>
    public void ReportKey(string path, Problem problem) => Report(path, problem, places.Key(path));

    /// <summary>Reports a module's finding about a path: at the name of a named entry, otherwise at the value.</summary>
    public void ReportFinding(string path, Problem problem)
    {
        if (!IsReported(path))
        {
            Report(path, problem, places.Place(path));
        }
    }

    /// <summary>Reports a value that names nothing, unless the names themselves are broken.</summary>
    /// <returns>Whether it names something.</returns>
    public bool Refer(string path, string kind, string value, KnownNames known)
    {
        if (known.Names.Contains(value))
        {
            return true;
        }

        if (known.IsWhole)
        {
            Report(path, WorkflowProblems.UnknownReference(path, kind, value, known.Names));
        }

        return false;
    }

    /// <summary>Names declared under a path.</summary>
    public KnownNames Known(string path, IEnumerable<string> names) => new([.. names], !places.IsBroken(path));

    private void Report(string path, Problem problem, Mark at)
    {
        if (!places.IsBroken(path) && reported.Add(path))
        {
            problems.Add(problem, at);
        }
    }
}

/// <summary>Names that may be referred to.</summary>
/// <param name="Names">In order.</param>
/// <param name="IsWhole">False when some were broken: then a name that is not here may still be right.</param>
internal sealed record KnownNames(IReadOnlyList<string> Names, bool IsWhole);
