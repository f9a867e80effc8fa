using Millrace.Workflows.Language;

namespace Millrace.Tests.Workflows.Reading;

public sealed class WorkflowReaderTests
{
    [Fact]
    public void The_sample_has_no_problem()
    {
        Assert.Empty(Sample.Read(Sample.Text).Problems.Found);
    }

    [Fact]
    public void The_sample_is_read_as_it_is_written()
    {
        var file = Sample.Read(Sample.Text).File!;

        Assert.Equal("flight-delays", file.Workflow.Name);
        Assert.Equal(["flights", "airport_zones"], file.Data.Sources.Keys);
        Assert.Equal(10, file.Data.Checks.Count);
        Assert.Equal(["2h", "6h", "1d", "28d"], file.Features.Views["origin"].Windows.Select(window => window.Text));
        Assert.Equal(new DateTimeOffset(2001, 6, 1, 0, 0, 0, TimeSpan.Zero), ((TimeSplit)file.Training.Split).Test.From);
        Assert.Equal(1e-6, file.Registry!.Gates.OfType<ParityGate>().Single().MaxError);
        Assert.Equal(90, file.Problem.BusinessMetric!.Outcomes.FalseNegative);
    }
}
