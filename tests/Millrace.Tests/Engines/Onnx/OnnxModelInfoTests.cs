using Millrace.Onnx;

namespace Millrace.Tests.Engines.Onnx;

public sealed class OnnxModelInfoTests
{
    [Fact]
    public void A_model_tells_its_inputs_outputs_and_metadata()
    {
        var preprocessing = new Preprocessing([new OrdinalTransform("origin", ["ATL"]), new NumericTransform("x") { Impute = 1 }]);

        var info = OnnxModelInfo.Read(ModelGraph.Features(preprocessing, new Dictionary<string, string> { ["run"] = "é1" }));

        Assert.Equal(preprocessing.Inputs, info.Inputs);
        Assert.Equal([OnnxTensorInfo.Rows("features", OnnxElement.Float, 2)], info.Outputs);
        Assert.Equal("é1", info.Metadata["run"]);
        Assert.Equal(17, info.OperatorSets[""]);
        Assert.Equal(3, info.OperatorSets[OnnxGraphBuilder.MlDomain]);
        Assert.Equal("origin: String[N, 1]", info.Inputs[0].ToString());
    }

    [Fact]
    public void Bytes_that_are_no_model_are_refused()
    {
        Assert.Throws<OnnxException>(() => OnnxModelInfo.Read([]));
        Assert.Throws<OnnxException>(() => OnnxModelInfo.Read("<html>"u8));
    }
}
