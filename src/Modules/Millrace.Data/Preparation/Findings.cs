using Millrace.Data.Contracts;
using Millrace.Kernel.Problems;

namespace Millrace.Data.Preparation;

/// <summary>Collects problems, so that all are told at once.</summary>
internal sealed class Findings
{
    private readonly List<DataFinding> all = [];

    public IReadOnlyList<DataFinding> All => all;

    public void Add(Problem problem, params IReadOnlyList<string> path) => all.Add(new DataFinding(path, problem));
}
