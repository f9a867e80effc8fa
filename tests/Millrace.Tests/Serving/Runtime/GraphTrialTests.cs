using Millrace.Onnx;
using Millrace.Serving.Runtime;
using Millrace.Training.Contracts;

namespace Millrace.Tests.Serving.Runtime;

public sealed class GraphTrialTests
{
    private static readonly ModelSignature Signature = new([new("x", "FP32", [-1, 1])], [new("probability", "FP32", [-1, 1])]);

    [Fact]
    public void A_graph_that_answers_a_row_with_a_probability_is_good() => Assert.True(GraphTrial.Try("m", 1, Plus(0.25f), Signature).IsOk);

    [Fact]
    public void A_graph_that_answers_something_else_is_not()
    {
        var problem = GraphTrial.Try("m", 1, Plus(7), Signature).Problem!;

        Assert.Equal("serving.graph-unusable", problem.Code);
        Assert.Contains("it answers 7, which is no probability", problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_graph_and_a_graph_with_other_inputs_are_told()
    {
        Assert.Equal("serving.graph-unusable", GraphTrial.Try("m", 1, [1, 2, 3], Signature).Problem!.Code);
        Assert.Equal("serving.graph-unusable", GraphTrial.Try("m", 1, Plus(0), Signature with { Inputs = [new("y", "FP32", [-1, 1])] }).Problem!.Code);
    }

    private static byte[] Plus(float constant)
    {
        var graph = new OnnxGraphBuilder("plus");
        var x = graph.Input(OnnxTensorInfo.Rows("x", OnnxElement.Float));
        graph.Output(graph.Node("Add", [x, graph.Constant<float>([constant], 1, 1)]), OnnxTensorInfo.Rows("probability", OnnxElement.Float));
        return graph.Build();
    }
}
