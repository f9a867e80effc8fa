using Millrace.Kernel.Problems;

namespace Millrace.Workflows.Reading;

/// <summary>Every problem of one file. Knows the file's name and what must not be printed.</summary>
internal sealed class ProblemList(string file)
{
    private readonly List<Problem> found = [];

    /// <summary>Values of secret variables; kept out of every message.</summary>
    public SecretValues Secrets { get; } = new();

    /// <summary>All problems, by place in the file and then as found.</summary>
    public IReadOnlyList<Problem> Found =>
        [.. found.OrderBy(problem => problem.At?.File == file ? 0 : 1).ThenBy(p => p.At?.Line).ThenBy(p => p.At?.Column)];

    /// <summary>Adds a problem at a place of the workflow file.</summary>
    public void Add(Problem problem, Mark at) => Add(problem.WithPosition(Position(at)));

    /// <summary>Adds a problem that knows its place.</summary>
    public void Add(Problem problem) => found.Add(problem with
    {
        What = Secrets.Hide(problem.What),
        Fix = problem.Fix is null ? null : Secrets.Hide(problem.Fix),
    });

    /// <summary>A place in this file.</summary>
    public SourcePosition Position(Mark at) => new(file, at.Line, at.Column);
}
