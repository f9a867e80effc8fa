namespace Millrace.Kernel.Problems;

/// <summary>Carries an expected failure through code whose signature cannot return an <see cref="Outcome{T}"/>
/// (a callback, a LINQ chain). The nearest boundary turns it back into its problems.</summary>
public sealed class ProblemException(IReadOnlyList<Problem> problems) : Exception(problems[0].ToString())
{
    /// <summary>One problem.</summary>
    public ProblemException(Problem problem)
        : this([problem])
    {
    }

    /// <summary>At least one.</summary>
    public IReadOnlyList<Problem> Problems { get; } = problems;
}
