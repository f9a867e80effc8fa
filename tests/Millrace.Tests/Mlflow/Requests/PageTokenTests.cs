using Millrace.Mlflow.Requests;

namespace Millrace.Tests.Mlflow.Requests;

public sealed class PageTokenTests
{
    [Fact]
    public void A_token_gives_back_its_offset() => Assert.Equal(1000, PageToken.Read(PageToken.Of(1000)).Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void No_token_is_the_first_page(string? token) => Assert.Equal(0, PageToken.Read(token).Value);

    [Theory]
    [InlineData("not base64 !")]
    [InlineData("e30=")]
    [InlineData("W10=")]
    [InlineData("eyJvZmZzZXQiOiAtMX0=")]
    [InlineData("eyJvZmZzZXQiOiAi")]
    public void Any_other_text_is_refused(string token) => Assert.Equal("mlflow.parameter-invalid", PageToken.Read(token).Problem!.Code);
}
