using Millrace.Tracking.Artifacts;

namespace Millrace.Tests.Tracking.Artifacts;

public sealed class PercentDecodingTests
{
    [Theory]
    [InlineData("caf%C3%A9%20a", "café a")]
    [InlineData("100%25.txt", "100%.txt")]
    [InlineData("100% %zz %2", "100% %zz %2")]
    [InlineData("%252e", "%2e")]
    public void Encoded_bytes_are_undone_once(string text, string decoded) => Assert.Equal(decoded, PercentDecoding.Undo(text));

    [Theory]
    [InlineData("%c0%ae")]
    [InlineData("%ff")]
    public void Bytes_that_are_no_text_are_refused(string text) => Assert.Null(PercentDecoding.Undo(text));

    [Fact]
    public void Every_deeper_reading_is_told() => Assert.Equal(["a%2e", "a."], PercentDecoding.Hidden("a%252e", 20));
}
