using Millrace.Kernel.Verdicts;

namespace Millrace.Tests.Kernel;

public sealed class VerdictTests
{
    [Theory]
    [InlineData(new Decision[] { }, Decision.NotEvaluated)]
    [InlineData(new[] { Decision.Pass, Decision.Pass }, Decision.Pass)]
    [InlineData(new[] { Decision.Pass, Decision.Inconclusive }, Decision.Inconclusive)]
    [InlineData(new[] { Decision.Inconclusive, Decision.NotEvaluated, Decision.Pass }, Decision.NotEvaluated)]
    [InlineData(new[] { Decision.NotEvaluated, Decision.Fail, Decision.Pass }, Decision.Fail)]
    public void Only_all_passes_are_a_pass_and_nothing_is_not_a_pass(Decision[] decisions, Decision worst) =>
        Assert.Equal(worst, Verdict.Worst(decisions));
}
