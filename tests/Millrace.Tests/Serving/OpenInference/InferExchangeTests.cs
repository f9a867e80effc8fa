using System.Buffers;
using System.Text;
using System.Text.Json;
using Millrace.Serving.OpenInference;
using Millrace.Serving.Runtime;
using Millrace.Training.Contracts;

namespace Millrace.Tests.Serving.OpenInference;

public sealed class InferExchangeTests
{
    private static readonly ModelSignature Signature = new(
        [new TensorSpec("hour", "FP64", [-1, 1]), new TensorSpec("seats", "INT64", [-1, 1]), new TensorSpec("origin", "BYTES", [-1, 1])],
        [new TensorSpec("probability", "FP32", [-1, 1])]);

    private static readonly ModelSignature Matrix = new(
        [new TensorSpec("features", "FP32", [-1, 3])], [new TensorSpec("probability", "FP32", [-1, 1])]);

    private static readonly string[] Tensors =
    [
        """{"name":"hour","datatype":"FP64","shape":[2,1],"data":[18.5,null]}""",
        """{"name":"seats","datatype":"INT64","shape":[2,1],"data":[9007199254740993,-7]}""",
        """{"name":"origin","datatype":"BYTES","shape":[2,1],"data":["ÖRD",null]}""",
    ];

    [Theory]
    [InlineData("""{"inputs":[{0},{1},{2}]}""")]
    [InlineData("""{"inputs":[{2},{0},{1}],"id":"42","parameters":{"a":[1,{"inputs":[]}]},"outputs":[{"name":"probability","parameters":{}}]}""")]
    [InlineData(""" { "outputs" : null , "inputs" : [ {1} , {2} , {0} ] , "more" : {} } """)]
    [InlineData("""{"inputs":[{"data":[[18.5],[null]],"shape":[2],"datatype":"FP64","name":"hour"},{1},{2}]}""")]
    [InlineData("""{"inputs":[{0},{"data":[9007199254740993,-7],"name":"seats","parameters":{},"shape":[2,1],"datatype":"INT64"},{2}]}""")]
    [InlineData("""{"inputs":[{0},{1},{"name":"\u006frigin","datatype":"BYTE\u0053","shape":[2,1],"data":["\u00d6RD",null]}]}""")]
    public void Every_layout_of_a_request_gives_the_same_values_however_its_bytes_are_cut(string layout)
    {
        var body = Enumerable.Range(0, 3).Aggregate(layout, (text, i) => text.Replace($"{{{i}}}", Tensors[i], StringComparison.Ordinal));
        var exchange = new InferExchange(Signature);
        foreach (var piece in new[] { 1, 2, 7, 64, 100_000 })
        {
            var rows = exchange.Read(Cut(body, piece));
            Assert.True(rows.IsOk, string.Join('\n', rows.Problems));
            Assert.Equal(2, rows.Value);
            using var hour = Copy(exchange, 0);
            Assert.Equal([18.5, double.NaN], hour.Value.GetTensorDataAsSpan<double>().ToArray());
            using var seats = Copy(exchange, 1);
            Assert.Equal([9007199254740993, -7], seats.Value.GetTensorDataAsSpan<long>().ToArray());
            using var origin = Copy(exchange, 2);
            Assert.Equal(["ÖRD", ""], origin.Value.GetStringTensorAsArray());
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("""{"inputs":[]} x""")]
    [InlineData("""{"inputs":[{"name":"\ud800"}]}""")]
    public void What_is_not_a_JSON_object_is_refused_as_such(string body) =>
        Assert.Equal(["serving.body-not-json"], Codes(Signature, body));

    [Theory]
    [InlineData("""{}""", "missing missing missing")]
    [InlineData("""{"inputs":[{0},{1},{2},{0}]}""", "wrong")]
    [InlineData("""{"inputs":[{0},{1},{2},{"name":"hours"},{"data":[1]}]}""", "unknown unknown")]
    [InlineData("""{"inputs":[{"name":"hour","datatype":"FP32","shape":[2,1],"data":[1,2]},{1}]}""", "wrong missing")]
    [InlineData("""{"inputs":[{"name":"hour","datatype":"FP64","shape":[3,1],"data":[1,2]},{1},{2}]}""", "wrong wrong wrong")]
    [InlineData("""{"inputs":[{"name":"hour","datatype":"FP64","shape":[2,2],"data":[1,2]},{1},{2}]}""", "wrong")]
    [InlineData("""{"inputs":[{"name":"hour","datatype":"FP64","shape":[2,1],"data":[1,"2"]},{1},{2}]}""", "wrong")]
    [InlineData("""{"inputs":[{"name":"hour","datatype":"FP64","shape":[2,1],"data":[1,1e999]},{1},{2}]}""", "wrong")]
    [InlineData("""{"inputs":[{"name":"hour","datatype":"FP64","shape":[2,1],"data":[1,{}]},{1},{2}]}""", "wrong")]
    [InlineData("""{"inputs":[{"name":"hour","datatype":"FP64","shape":[2,1],"data":7},{1},{2}]}""", "wrong")]
    [InlineData("""{"inputs":[{0},{"name":"seats","datatype":"INT64","shape":[2,1],"data":[1.5,2]},{2}]}""", "wrong")]
    [InlineData("""{"inputs":[{0},{1},{"name":"origin","datatype":"BYTES","shape":[2,1],"data":["\ud800","a"]}]}""", "wrong")]
    public void All_that_is_wrong_with_the_tensors_is_told_at_once(string layout, string expected)
    {
        var body = Enumerable.Range(0, 3).Aggregate(layout, (text, i) => text.Replace($"{{{i}}}", Tensors[i], StringComparison.Ordinal));
        Assert.Equal(expected.Split(' ').Select(word => "serving.tensor-" + word), Codes(Signature, body));
    }

    [Theory]
    [InlineData("[1,2,3,4,5,6]")]
    [InlineData("[[1,2,3],[4,5,6]]")]
    public void A_model_with_one_input_takes_all_features_in_one_tensor(string data)
    {
        var exchange = new InferExchange(Matrix);
        var rows = exchange.Read(Cut($$"""{"inputs":[{"name":"features","datatype":"FP32","shape":[2,3],"data":{{data}}}]}""", 9));
        Assert.Equal(2, rows.Value);
        using var features = Copy(exchange, 0);
        Assert.Equal([1, 2, 3, 4, 5, 6], features.Value.GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void An_answer_gives_the_id_back_and_null_for_what_is_not_a_number()
    {
        var exchange = new InferExchange(Matrix);
        exchange.Read(Cut("""{"id":"a\"b"}""", 100));
        exchange.Write("fraud", "3", [0.25f, float.NaN]);
        var answer = JsonSerializer.Deserialize<JsonElement>(exchange.Answer.Span);
        Assert.Equal("a\"b", answer.GetProperty("id").GetString());
        Assert.Equal("[0.25,null]", answer.GetProperty("outputs")[0].GetProperty("data").GetRawText());
        Assert.Equal("[2,1]", answer.GetProperty("outputs")[0].GetProperty("shape").GetRawText());
    }

    private static IEnumerable<string> Codes(ModelSignature signature, string body) =>
        new InferExchange(signature).Read(Cut(body, 5)).Problems.Select(problem => problem.Code);

    private static Copied Copy(InferExchange exchange, int column)
    {
        var input = exchange.Columns[column];
        var buffer = InputBuffer.For(input.Spec, 2);
        input.CopyTo(buffer);
        return new Copied(buffer);
    }

    private static ReadOnlySequence<byte> Cut(string body, int size)
    {
        var last = default(Piece);
        var first = default(Piece);
        foreach (var bytes in Encoding.UTF8.GetBytes(body).Chunk(size))
        {
            last = new Piece(bytes, last);
            first ??= last;
        }

        return first is null ? default : new ReadOnlySequence<byte>(first, 0, last!, last!.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(byte[] bytes, Piece? before)
        {
            Memory = bytes;
            if (before is not null)
            {
                RunningIndex = before.RunningIndex + before.Memory.Length;
                before.Next = this;
            }
        }
    }

    private sealed record Copied(InputBuffer Buffer) : IDisposable
    {
        public Microsoft.ML.OnnxRuntime.OrtValue Value => Buffer.Value;

        public void Dispose() => Buffer.Value.Dispose();
    }
}
