using Millrace.Kernel.Steps;
using Millrace.Pipelines.Contracts;
using static Millrace.Tests.Pipelines.PipelineFixture;

namespace Millrace.Tests.Pipelines.Runs;

public sealed class RandomPlansTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Any_plan_gives_the_right_sums_and_a_change_redoes_exactly_what_hangs_on_it(int seed)
    {
        using var fixture = await CreateAsync();
        var random = new Random(seed);
        var step = new FakeStep("test.any", "in:*");
        var plan = RandomPlan(random);
        var first = await fixture.RunAsync(plan, step);
        await AssertSumsAsync(fixture, plan, first);

        var changed = random.Next(plan.Steps.Count);
        var after = plan with
        {
            Steps = [.. plan.Steps.Select((s, i) => i == changed
                ? Step(s.Id, s.Kind, 1_000_000_007, [.. s.Inputs.Select(input => (input.Key, input.Value.Step))])
                : s)],
        };
        var second = await fixture.RunAsync(after, step);
        await AssertSumsAsync(fixture, after, second);
        Assert.Equal(
            Dependents(plan, plan.Steps[changed].Id).Order(),
            second.Steps.Where(s => s.Status == StepStatus.Succeeded).Select(s => s.Id).Order());
    }

    [Fact]
    public async Task Forty_steps_in_a_row_all_run()
    {
        using var fixture = await CreateAsync();
        var plan = Plan([.. Enumerable.Range(0, 40).Select(i => Step($"s{i}", "test.any", 1, i == 0 ? [] : [("in:before", $"s{i - 1}")]))]);
        var outcome = await fixture.RunAsync(plan, new FakeStep("test.any", "in:*"));
        Assert.Equal(40, await fixture.ValueAsync(outcome, "s39"));
    }

    // Distinct powers of two keep the sums of different sets of steps apart, so a lost or doubled input is seen.
    private static Plan RandomPlan(Random random)
    {
        var count = random.Next(1, 16);
        var steps = Enumerable.Range(0, count).Select(i => Step(
            $"s{i}", "test.any", 1L << i,
            [.. Enumerable.Range(0, i).Where(_ => random.NextDouble() < 0.35).Select(source => ($"in:{source}", $"s{source}"))])).ToArray();
        random.Shuffle(steps);
        return Plan(steps);
    }

    private static async Task AssertSumsAsync(PipelineFixture fixture, Plan plan, PipelineOutcome outcome)
    {
        Assert.Equal(PipelineStatus.Succeeded, outcome.Status);
        foreach (var step in plan.Steps)
        {
            Assert.Equal(Expected(plan, step.Id), await fixture.ValueAsync(outcome, step.Id));
        }
    }

    private static long Expected(Plan plan, string id)
    {
        var step = plan.Steps.Single(s => s.Id == id);
        return step.Parameters.GetProperty("add").GetInt64() + step.Inputs.Values.Sum(from => Expected(plan, from.Step));
    }

    private static HashSet<string> Dependents(Plan plan, string id)
    {
        var found = new HashSet<string> { id };
        while (plan.Steps.Any(step => step.Inputs.Values.Any(from => found.Contains(from.Step)) && found.Add(step.Id)))
        {
        }

        return found;
    }
}
