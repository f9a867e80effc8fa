using Millrace.Features.Contracts;
using Millrace.Kernel.Problems;

namespace Millrace.Features.Binding;

/// <summary>Problems with their places, in the order found.</summary>
internal sealed class Findings
{
    private readonly List<FeatureFinding> list = [];

    public IReadOnlyList<FeatureFinding> All => list;

    public void Add(Problem problem, params IReadOnlyList<string> path) => list.Add(new FeatureFinding(path, problem));
}
