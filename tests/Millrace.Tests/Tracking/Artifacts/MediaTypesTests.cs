using Millrace.Tracking.Artifacts;

namespace Millrace.Tests.Tracking.Artifacts;

public sealed class MediaTypesTests
{
    [Theory]
    [InlineData("MLmodel", "text/plain")]
    [InlineData("conda.yaml", "text/plain")]
    [InlineData("metrics.json", "text/plain")]
    [InlineData("page.html", "text/html")]
    [InlineData("plot.PNG", "image/png")]
    [InlineData("model.pkl", "application/octet-stream")]
    [InlineData("noextension", "application/octet-stream")]
    public void A_file_has_the_type_of_its_extension(string name, string type) => Assert.Equal(type, MediaTypes.Of(name));
}
