using System.Text.RegularExpressions;
using Millrace.Mlflow.Search.Filter;

namespace Millrace.Tests.Mlflow.Search;

public sealed class RegexPatternTests
{
    [Theory]
    [InlineData("")]
    [InlineData("^a.*b$")]
    [InlineData("(?i)adam|sgd")]
    [InlineData(@"v\d+\.\d{1,3}")]
    [InlineData(@"[a-z\]\d_]+?x??")]
    [InlineData("[^a-z]{2,}(?:x|y)*")]
    [InlineData(@"\[\{\}\]\\")]
    public void What_both_engines_read_alike_is_taken(string pattern) => Assert.Null(RegexPattern.WhyNot(pattern));

    [Theory]
    [InlineData("(a", "")]
    [InlineData("a)", "")]
    [InlineData("[z-a]", "")]
    [InlineData("[a", "")]
    [InlineData("*a", "nothing stands before the *")]
    [InlineData("a|+b", "nothing stands before the +")]
    [InlineData("^*", "nothing stands before the *")]
    [InlineData("a**", "nothing stands before the *")]
    [InlineData("a{2}{3}", "write { as")]
    [InlineData("a{", "write { as")]
    [InlineData("a{,3}", "write { as")]
    [InlineData("a{256}", "write { as")]
    [InlineData("a{3,1}", "")]
    [InlineData("(?=a)", "only (?: is known")]
    [InlineData("(?<n>a)", "only (?: is known")]
    [InlineData("a(?i)b", "only (?: is known")]
    [InlineData(@"(a)\1", @"\1 is not known")]
    [InlineData(@"\bword", @"\b is not known")]
    [InlineData(@"\p{L}", @"\p is not known")]
    [InlineData(@"[\D]", @"\D is not known in a class")]
    [InlineData("[[:alpha:]]", @"write [ inside a class as \[")]
    [InlineData("[a-z-[aeiou]]", @"write [ inside a class as \[")]
    [InlineData("[]a]", @"write ] inside a class as \]")]
    [InlineData("[^]a]", @"write ] inside a class as \]")]
    [InlineData(@"a\", "it ends in a backslash")]
    [InlineData("(((a{200}){200}){200}){200}", "it grows too large")]
    public void What_an_engine_would_read_otherwise_is_refused(string pattern, string why) =>
        Assert.Contains(why, Assert.IsType<string>(RegexPattern.WhyNot(pattern)), StringComparison.Ordinal);

    [Fact]
    public void A_pattern_of_more_than_500_characters_is_refused()
    {
        Assert.Null(RegexPattern.WhyNot(new string('a', 500)));
        Assert.Equal("it has 501 characters; the most is 500", RegexPattern.WhyNot(new string('a', 501)));
    }

    [Fact]
    public void A_dollar_means_the_very_end()
    {
        Assert.Equal(@"^a[$]\$\z", RegexPattern.ForSqlite(@"^a[$]\$$"));
        Assert.DoesNotMatch(new Regex(RegexPattern.ForSqlite("a$")), "a\n");
    }
}
