using System.Text.Json;
using Millrace.Cli.Commands;

namespace Millrace.Tests.Cli.Commands;

public sealed class UsageMistakesTests
{
    [Theory]
    [InlineData("'millrace' has no command 'modles'. Did you mean 'models'?", "millrace --help", "modles")]
    [InlineData("'millrace runs' has no command 'lst'. Did you mean 'list'?", "millrace runs --help", "runs", "lst")]
    [InlineData("'millrace run' has no option '--jsn'. Did you mean '--json'?", "millrace run --help", "run", "workflow.yaml", "--jsn")]
    [InlineData("'millrace models list' has no option '--hoem'. Did you mean '--home'?", "millrace models list --help", "models", "list", "--hoem")]
    [InlineData("'millrace models list' takes no further argument, but got 'flights'.", "millrace models list --help", "models", "list", "flights")]
    public async Task A_misspelled_word_is_told_with_the_one_that_was_meant(string what, string help, params string[] arguments)
    {
        var (code, people, machine) = await InvokeAsync(arguments);
        Assert.Equal((2, $"error cli.usage: {what}\n  fix: See what it takes with: {help}\n", ""), (code, people, machine));
    }

    [Fact]
    public async Task A_word_that_is_like_none_lists_what_there_is()
    {
        var (code, people, _) = await InvokeAsync("frobnicate");
        Assert.Equal(2, code);
        Assert.Contains("Known: check, ", people, StringComparison.Ordinal);
        Assert.DoesNotContain("worker", people, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_mistakes_are_told_at_once()
    {
        var (code, people, _) = await InvokeAsync("events", "list", "--limit", "many", "--tpye", "MODEL_REGISTERED");
        Assert.Equal(2, code);
        Assert.Contains("'many'", people, StringComparison.Ordinal);
        Assert.Contains("Did you mean '--type'?", people, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_without_a_verb_and_a_command_without_its_argument_are_told()
    {
        Assert.Equal(2, (await InvokeAsync("runs")).Code);
        var (code, people, _) = await InvokeAsync("run");
        Assert.Equal(2, code);
        Assert.Contains("error cli.usage: ", people, StringComparison.Ordinal);
        Assert.Contains("millrace run --help", people, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Machines_get_the_mistakes_as_JSON()
    {
        var (code, _, machine) = await InvokeAsync("models", "lst", "--json");
        Assert.Equal(2, code);
        var problems = JsonSerializer.Deserialize<JsonElement>(machine).GetProperty("problems").EnumerateArray().ToList();
        Assert.All(problems, problem => Assert.Equal("cli.usage", problem.GetProperty("code").GetString()));
        Assert.Contains(problems, problem => problem.GetProperty("what").GetString()!.Contains("'lst'", StringComparison.Ordinal));
    }

    private static async Task<(int Code, string People, string Machine)> InvokeAsync(params string[] arguments)
    {
        using var machine = new StringWriter { NewLine = "\n" };
        using var people = new StringWriter { NewLine = "\n" };
        var code = await CommandLine.InvokeAsync(arguments, Millrace.Cli.Terminal.Terminal.OfWriters(machine, people), "/", openApp: null, CancellationToken.None);
        return (code, people.ToString(), machine.ToString());
    }
}
