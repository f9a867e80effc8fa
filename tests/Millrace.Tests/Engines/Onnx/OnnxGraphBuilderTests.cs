using Millrace.Onnx;

namespace Millrace.Tests.Engines.Onnx;

public sealed class OnnxGraphBuilderTests
{
    [Fact]
    public void An_input_that_is_named_like_a_node_does_not_disturb_it()
    {
        var graph = new OnnxGraphBuilder("clash");
        var first = graph.Input(OnnxTensorInfo.Rows("Add/1", OnnxElement.Float));
        var second = graph.Input(OnnxTensorInfo.Rows("Add/2", OnnxElement.Float));
        graph.Output(graph.Node("Add", [first, second]), OnnxTensorInfo.Rows("sum", OnnxElement.Float));

        using var run = new OnnxRun(graph.Build());

        Assert.Equal([11], run.Columns("sum", ("Add/1", new[] { 4f }), ("Add/2", new[] { 7f })));
    }

    [Fact]
    public void An_input_declared_twice_must_be_the_same()
    {
        var graph = new OnnxGraphBuilder("twice");
        var value = graph.Input(OnnxTensorInfo.Rows("x", OnnxElement.Float));

        Assert.Equal(value, graph.Input(OnnxTensorInfo.Rows("x", OnnxElement.Float)));
        var failure = Assert.Throws<ArgumentException>(() => graph.Input(OnnxTensorInfo.Rows("x", OnnxElement.Double)));
        Assert.Contains("x: Float[N, 1] and as x: Double[N, 1]", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_constant_must_fill_its_shape() =>
        Assert.Throws<ArgumentException>(() => new OnnxGraphBuilder("shape").Constant<float>([1, 2, 3], 2, 2));
}
