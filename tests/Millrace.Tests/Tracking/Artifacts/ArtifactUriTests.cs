using Millrace.Tracking.Artifacts;

namespace Millrace.Tests.Tracking.Artifacts;

public sealed class ArtifactUriTests
{
    [Theory]
    [InlineData("mlflow-artifacts:/0/abc/artifacts", "0/abc/artifacts")]
    [InlineData("mlflow-artifacts://host:5000/0/abc/artifacts", "0/abc/artifacts")]
    [InlineData("mlflow-artifacts:/", "")]
    [InlineData("mlflow-artifacts://host", "")]
    [InlineData("http://host:5000/api/2.0/mlflow-artifacts/artifacts/0/abc", "0/abc")]
    public void A_location_that_is_proxied_is_a_folder_of_the_tree(string uri, string folder) =>
        Assert.Equal(folder, ArtifactUri.Folder(uri).Value.Value);

    [Theory]
    [InlineData("s3://bucket/path")]
    [InlineData("file:///etc")]
    [InlineData("/etc")]
    [InlineData("http://host/elsewhere")]
    [InlineData("")]
    public void Any_other_location_is_not_served(string uri) =>
        Assert.Equal("tracking.location-not-served", ArtifactUri.Folder(uri).Problem!.Code);

    [Theory]
    [InlineData("mlflow-artifacts:/../etc")]
    [InlineData("mlflow-artifacts:/a/%2e%2e/b")]
    [InlineData("http://host/api/2.0/mlflow-artifacts/artifacts/../x")]
    public void A_location_that_climbs_is_refused(string uri) => Assert.Equal("tracking.path-invalid", ArtifactUri.Folder(uri).Problem!.Code);
}
