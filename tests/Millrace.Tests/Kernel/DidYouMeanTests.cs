using Millrace.Kernel.Problems;

namespace Millrace.Tests.Kernel;

public sealed class DidYouMeanTests
{
    [Theory]
    [InlineData("not_nul", "not_null")]
    [InlineData("ROC_AUC", "roc_auc")]
    [InlineData("betwen", "between")]
    public void A_misspelled_name_finds_the_one_that_was_meant(string wrong, string meant) =>
        Assert.Equal(meant, DidYouMean.Closest(wrong, ["between", "not_null", "roc_auc", "unique"]));

    [Fact]
    public void A_name_like_none_lists_them_all() =>
        Assert.Equal("Known: between, unique.", DidYouMean.Hint("frobnicate", ["unique", "between"]));

    [Fact]
    public void Where_nothing_is_known_it_says_so() => Assert.Equal("None is known here.", DidYouMean.Hint("x", []));
}
