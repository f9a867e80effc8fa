using Millrace.Registry.Sources;

namespace Millrace.Tests.Registry.Sources;

public sealed class ModelUriTests
{
    [Fact]
    public void The_four_forms_and_an_id_are_read()
    {
        Assert.Equal(new ModelUri(Name: "flights", Version: 12), ModelUri.Parse("models:/flights/12").Value);
        Assert.Equal(new ModelUri(Name: "flights", Stage: "production"), ModelUri.Parse("models:/flights/production").Value);
        Assert.Equal(new ModelUri(Name: "flights"), ModelUri.Parse("models:/flights/LATEST").Value);
        Assert.Equal(new ModelUri(Name: "fl@ghts", Alias: "champion"), ModelUri.Parse("models:/fl@ghts@champion").Value);
        Assert.Equal(new ModelUri(ModelId: "m-123"), ModelUri.Parse("models:/m-123").Value);
        Assert.Equal(new ModelUri(Name: "flights", Version: 1), ModelUri.Parse("models://registry/flights/1").Value);
    }

    [Theory]
    [InlineData("models:/")]
    [InlineData("models:flights/1")]
    [InlineData("models:/a/b/c")]
    [InlineData("models:/flights/ ")]
    [InlineData("models:/@champion")]
    [InlineData("models:/flights@")]
    [InlineData("models://host")]
    [InlineData("runs:/a/b")]
    public void Anything_else_is_no_models_URI(string uri) => Assert.Equal("registry.uri-invalid", ModelUri.Parse(uri).Problem!.Code);
}
