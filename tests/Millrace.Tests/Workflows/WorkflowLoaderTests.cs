using Millrace.Kernel.Digests;
using Millrace.Workflows;

namespace Millrace.Tests.Workflows;

public sealed class WorkflowLoaderTests
{
    private static readonly Dictionary<string, string> NoEnvironment = [];

    [Fact]
    public void The_sample_compiles_to_the_plan_people_expect()
    {
        var loaded = WorkflowLoader.Load(Sample.Path, NoEnvironment);

        Assert.True(loaded.IsOk, string.Join("\n", loaded.Problems));
        Assert.Equal(
            [
                "ingest:flights", "ingest:airport_zones", "validate", "features", "split", "train", "evaluate", "register", "gate", "promote",
                "materialize", "deploy", "predict", "monitor",
            ],
            loaded.Value.Plan.Steps.Select(step => step.Id));
    }

    [Fact]
    public void Every_input_comes_from_an_earlier_step()
    {
        var seen = new HashSet<string>();
        foreach (var step in WorkflowLoader.Load(Sample.Path, NoEnvironment).Value.Plan.Steps)
        {
            Assert.All(step.Inputs.Values, input => Assert.Contains(input.Step, seen));
            Assert.True(seen.Add(step.Id), $"{step.Id} is there twice.");
        }
    }

    [Fact]
    public void A_source_step_carries_the_digest_of_its_file()
    {
        var plan = WorkflowLoader.Load(Sample.Path, NoEnvironment).Value.Plan;

        var zones = plan.Steps.Single(step => step.Id == "ingest:airport_zones");

        var bytes = File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(Sample.Path)!, "airport_zones.csv"));
        Assert.Equal(Digest.Of(bytes), zones.ContentDigests["source"]);
    }
}
