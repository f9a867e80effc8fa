using Millrace.Tracking.Artifacts;

namespace Millrace.Tests.Tracking.Artifacts;

public sealed class ArtifactPathTests
{
    [Theory]
    [InlineData("model/MLmodel", "model/MLmodel")]
    [InlineData("a//b/./c/", "a/b/c")]
    [InlineData("", "")]
    [InlineData(".", "")]
    [InlineData("100% sure.txt", "100% sure.txt")]
    [InlineData("100%25.txt", "100%25.txt")]
    [InlineData("café/..hidden/a..b", "café/..hidden/a..b")]
    [InlineData("images/dogs%step%3%timestamp%1795240707152%5c5be2f2%00%3f%ff.png", "images/dogs%step%3%timestamp%1795240707152%5c5be2f2%00%3f%ff.png")]
    [InlineData("日本語/ﬁle.txt", "日本語/ﬁle.txt")]
    public void A_path_is_names_joined_by_slashes(string text, string path) => Assert.Equal(path, ArtifactPath.Parse(text).Value.Value);

    [Theory]
    [InlineData("..")]
    [InlineData("a/../b")]
    [InlineData("a/ .. /b")]
    [InlineData("%2e%2e/b")]
    [InlineData("a/%252e%252e/b")]
    [InlineData("a%2f..%2fb")]
    [InlineData("/etc/passwd")]
    [InlineData("//host/share")]
    [InlineData("%2fetc%2fpasswd")]
    [InlineData("C:/Windows")]
    [InlineData("c%3A/Windows")]
    [InlineData("..\\..\\x")]
    [InlineData("a\\b")]
    [InlineData("a%5c..%5cb")]
    [InlineData("file:///etc/passwd")]
    [InlineData("FILE:etc")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("%C0%AE%c0%ae/b")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a\u007fb")]
    [InlineData("\uFF0E\uFF0E/b")]
    [InlineData("\u2024\u2024/b")]
    [InlineData("..\uFF0Fb")]
    public void What_could_mean_another_place_is_refused(string text) =>
        Assert.Equal("tracking.path-invalid", ArtifactPath.Parse(text).Problem!.Code);

    [Fact]
    public void Half_a_character_is_refused() => Assert.Equal("tracking.path-invalid", ArtifactPath.Parse("a\uD800b").Problem!.Code);

    [Fact]
    public void A_climb_behind_many_encodings_is_refused() => Assert.Equal(
        "tracking.path-invalid",
        ArtifactPath.Parse(Enumerable.Range(0, 11).Aggregate("%2e%2e/b", (text, _) => text.Replace("%", "%25", StringComparison.Ordinal))).Problem!.Code);

    [Fact]
    public void A_path_longer_than_an_index_entry_is_refused()
    {
        Assert.True(ArtifactPath.Parse(new string('a', 1024)).IsOk);
        Assert.Equal("tracking.path-too-long", ArtifactPath.Parse(new string('a', 1025)).Problem!.Code);
        Assert.Equal("tracking.path-too-long", ArtifactPath.Parse(new string('é', 513)).Problem!.Code);
        Assert.Equal("tracking.path-too-long", Path(new string('a', 600)).Then(Path(new string('b', 600))).Problem!.Code);
    }

    [Theory]
    [InlineData("a/b/c", "a/b", "c")]
    [InlineData("a", "", "a")]
    [InlineData("", "", "")]
    public void A_path_has_a_folder_and_a_name(string path, string folder, string name) =>
        Assert.Equal((folder, name), (Path(path).Folder.Value, Path(path).Name));

    [Theory]
    [InlineData("a", "b", "a/b")]
    [InlineData("", "b", "b")]
    [InlineData("a", "", "a")]
    public void Paths_are_joined(string folder, string below, string joined) => Assert.Equal(joined, Path(folder).Then(Path(below)).Value.Value);

    private static ArtifactPath Path(string text) => ArtifactPath.Parse(text).Value;
}
