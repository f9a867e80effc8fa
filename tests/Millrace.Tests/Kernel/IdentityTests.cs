using System.Text.Json;
using Millrace.Kernel.Identity;

namespace Millrace.Tests.Kernel;

public sealed class IdentityTests
{
    [Fact]
    public void A_run_id_is_32_lower_case_hex_digits_and_reads_back()
    {
        var id = RunId.New(TimeProvider.System);
        Assert.Matches("^[0-9a-f]{32}$", id.ToString());
        Assert.Equal(id, RunId.Parse(id.ToString()));
        Assert.Equal(id, JsonSerializer.Deserialize<RunId>(JsonSerializer.Serialize(id)));
    }

    [Fact]
    public void The_same_key_gives_the_same_run_id()
    {
        Assert.Equal(RunId.FromKey("train/1"), RunId.FromKey("train/1"));
        Assert.NotEqual(RunId.FromKey("train/1"), RunId.FromKey("train/2"));
    }

    [Fact]
    public void A_pipeline_run_id_is_not_a_run_id()
    {
        var id = PipelineRunId.New(TimeProvider.System);
        Assert.False(RunId.TryParse(id.ToString(), out _));
        Assert.True(PipelineRunId.TryParse(id.ToString(), out var again));
        Assert.Equal(id, again);
        Assert.False(PipelineRunId.TryParse(RunId.New(TimeProvider.System).ToString(), out _));
    }

    [Theory]
    [InlineData("flight-delays", true)]
    [InlineData("a", true)]
    [InlineData("", false)]
    [InlineData("1st", false)]
    [InlineData("a/b", false)]
    [InlineData("../x", false)]
    [InlineData("a\n", false)]
    public void A_name_fits_into_URLs_and_files(string name, bool isValid) => Assert.Equal(isValid, Names.IsValid(name));
}
