using Millrace.Registry.Models;

namespace Millrace.Tests.Registry.Models;

public sealed class TagRulesTests
{
    [Theory]
    [InlineData("team")]
    [InlineData("mlflow.prompt.is_prompt")]
    [InlineData("a/b c:d-e_f.g")]
    [InlineData("größe")]
    public void A_key_of_letters_and_the_six_signs_is_taken(string key) => Assert.Empty(TagRules.KeyProblems(key));

    [Theory]
    [InlineData("a$", "Names may only contain alphanumerics")]
    [InlineData("a\n", "Names may only contain alphanumerics")]
    [InlineData("../x", "would resolve to '../x'")]
    [InlineData("a/../b", "would resolve to 'b'")]
    [InlineData("a//b", "would resolve to 'a/b'")]
    [InlineData("/a", "would resolve to '/a'")]
    [InlineData("a/", "would resolve to 'a'")]
    [InlineData(".", "would resolve to '.'")]
    [InlineData("", "would resolve to '.'")]
    public void A_key_that_is_none_says_why(string key, string why) =>
        Assert.Contains(why, Assert.Single(TagRules.KeyProblems(key)).What, StringComparison.Ordinal);

    [Fact]
    public void Keys_have_250_characters_and_values_100000_at_most()
    {
        Assert.Empty(TagRules.Check([new(new string('k', 250), new string('v', 100_000))]));
        Assert.Equal(
            ["'key' exceeds the maximum length of 250 characters.", "'value' exceeds the maximum length of 100000 characters."],
            TagRules.Check([new(new string('k', 251), new string('v', 100_001))]).Select(problem => problem.What));
    }

    [Fact]
    public void A_character_outside_the_basic_plane_is_one() =>
        Assert.Empty(TagRules.Check([new("k", string.Concat(Enumerable.Repeat("😀", 100_000)))]));

    [Fact]
    public void A_prompts_text_has_words_of_its_own() =>
        Assert.StartsWith("Prompt text exceeds", TagRules.Check([new("mlflow.prompt.text", new string('v', 100_001))]).Single().What, StringComparison.Ordinal);
}
