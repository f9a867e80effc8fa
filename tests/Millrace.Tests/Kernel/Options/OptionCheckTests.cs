using System.ComponentModel.DataAnnotations;
using Millrace.Kernel.Options;

namespace Millrace.Tests.Kernel.Options;

public sealed class OptionCheckTests
{
    [Fact]
    public void Options_within_their_bounds_are_given_back()
    {
        var options = new Limits { Port = 8000, Pause = TimeSpan.FromSeconds(1) };
        Assert.Same(options, OptionCheck.Check(options, "server.option-out-of-range").Value);
    }

    [Fact]
    public void Every_option_out_of_bounds_is_named_at_once()
    {
        var outcome = OptionCheck.Check(new Limits { Port = 70_000, Pause = TimeSpan.FromDays(2) }, "server.option-out-of-range");
        Assert.Equal(2, outcome.Problems.Count);
        Assert.All(outcome.Problems, problem => Assert.Equal("server.option-out-of-range", problem.Code));
        Assert.Contains(outcome.Problems, problem => problem.What.Contains("Port", StringComparison.Ordinal));
        Assert.Contains(outcome.Problems, problem => problem.Fix!.Contains("Pause", StringComparison.Ordinal));
    }

    private sealed class Limits
    {
        [Range(0, 65_535)]
        public int Port { get; init; }

        [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
        public TimeSpan Pause { get; init; }
    }
}
