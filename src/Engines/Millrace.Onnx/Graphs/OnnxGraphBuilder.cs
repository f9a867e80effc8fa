using System.Runtime.InteropServices;
using Google.Protobuf;
using Millrace.Onnx.Format;

namespace Millrace.Onnx;

/// <summary>Writes an ONNX graph node by node, each node after those it reads.</summary>
public sealed class OnnxGraphBuilder
{
    /// <summary>The operator set of classical machine learning: trees, encoders.</summary>
    public const string MlDomain = "ai.onnx.ml";

    // IR 8 with opset 17 and ai.onnx.ml 3 is what runtimes since 2022 read; nothing here needs more.
    private const int IrVersion = 8;
    private const int Opset = 17;
    private const int MlOpset = 3;
    private readonly ModelProto _model;
    private readonly Dictionary<string, OnnxTensorInfo> _inputs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Begins an empty graph.</summary>
    /// <param name="name">The graph's name, shown by viewers.</param>
    public OnnxGraphBuilder(string name) => _model = new ModelProto
    {
        IrVersion = IrVersion,
        ProducerName = "millrace",
        Graph = new GraphProto { Name = name },
        OpsetImport =
        {
            new OperatorSetIdProto { Domain = "", Version = Opset },
            new OperatorSetIdProto { Domain = MlDomain, Version = MlOpset },
        },
    };

    /// <summary>Declares an input; the same declaration again gives the same value.</summary>
    /// <param name="info">Name, type and shape.</param>
    /// <exception cref="ArgumentException">The name is taken, or declared with another type or shape.</exception>
    public OnnxValue Input(OnnxTensorInfo info)
    {
        if (_inputs.TryGetValue(info.Name, out var known))
        {
            return known.Equals(info)
                ? new OnnxValue(info.Name)
                : throw new ArgumentException($"Input '{info.Name}' is declared both as {known} and as {info}.", nameof(info));
        }

        _inputs.Add(info.Name, info);
        _model.Graph.Input.Add(Declaration(info));
        return Named(info.Name);
    }

    /// <summary>Makes a value an output of the model under a name of its own.</summary>
    /// <param name="value">What to give out.</param>
    /// <param name="info">Name, type and shape.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Output(OnnxValue value, OnnxTensorInfo info)
    {
        var output = Named(info.Name);
        Add("Identity", [value], output, "", []);
        _model.Graph.Output.Add(Declaration(info));
    }

    /// <summary>Adds a node of the standard operator set with one output.</summary>
    /// <param name="operation">The operator, for instance <c>Concat</c>.</param>
    /// <param name="inputs">What it reads.</param>
    /// <param name="attributes">Its settings.</param>
    public OnnxValue Node(string operation, ReadOnlySpan<OnnxValue> inputs, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        var output = Fresh(operation);
        Add(operation, inputs, output, "", attributes);
        return output;
    }

    /// <summary>Adds a node of <see cref="MlDomain"/> with one output.</summary>
    /// <param name="operation">The operator, for instance <c>LabelEncoder</c>.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="attributes">Its settings.</param>
    public OnnxValue MlNode(string operation, OnnxValue input, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        var output = Fresh(operation);
        Add(operation, [input], output, MlDomain, attributes);
        return output;
    }

    /// <summary>Converts to another element type.</summary>
    /// <param name="value">What to convert.</param>
    /// <param name="element">The type to convert to.</param>
    public OnnxValue Cast(OnnxValue value, OnnxElement element) =>
        Node("Cast", [value], new OnnxAttribute("to", (long)element));

    /// <summary>Adds a constant tensor.</summary>
    /// <typeparam name="T">float, double, long or bool.</typeparam>
    /// <param name="values">The elements, row-major.</param>
    /// <param name="shape">The dimensions; none for a scalar.</param>
    /// <exception cref="ArgumentException">The type is none of these, or the shape does not hold the elements.</exception>
    public OnnxValue Constant<T>(ReadOnlySpan<T> values, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        var size = 1L;
        foreach (var dimension in shape)
        {
            size *= dimension;
        }

        if (size != values.Length)
        {
            throw new ArgumentException($"A shape of {size} elements cannot hold {values.Length} values.", nameof(shape));
        }

        var constant = Fresh("Constant");
        var tensor = new TensorProto
        {
            Name = constant.Name,
            DataType = (int)ElementOf<T>(),
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values)),
        };
        tensor.Dims.AddRange(shape.ToArray());
        _model.Graph.Initializer.Add(tensor);
        return constant;
    }

    /// <summary>Attaches a text to the model, readable with <see cref="OnnxModelInfo"/> and by every runtime.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="value">The text.</param>
    public void Metadata(string key, string value) =>
        _model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });

    /// <summary>The bytes of the <c>.onnx</c> file; the same calls give the same bytes.</summary>
    public byte[] Build() => _model.ToByteArray();

    private static OnnxElement ElementOf<T>() => default(T) switch
    {
        float => OnnxElement.Float,
        double => OnnxElement.Double,
        long => OnnxElement.Int64,
        bool => OnnxElement.Bool,
        _ => throw new ArgumentException($"Constants of {typeof(T).Name} are not supported."),
    };

    private static ValueInfoProto Declaration(OnnxTensorInfo info)
    {
        var shape = new TensorShapeProto();
        foreach (var size in info.Shape)
        {
            var dimension = new TensorShapeProto.Types.Dimension();
            if (size < 0)
            {
                dimension.DimParam = "N";
            }
            else
            {
                dimension.DimValue = size;
            }

            shape.Dim.Add(dimension);
        }

        var tensor = new TypeProto.Types.Tensor { ElemType = (int)info.Element, Shape = shape };
        return new ValueInfoProto { Name = info.Name, Type = new TypeProto { TensorType = tensor } };
    }

    private void Add(
        string operation,
        ReadOnlySpan<OnnxValue> inputs,
        OnnxValue output,
        string domain,
        ReadOnlySpan<OnnxAttribute> attributes)
    {
        var node = new NodeProto { OpType = operation, Name = $"{operation}:{output.Name}", Domain = domain };
        foreach (var input in inputs)
        {
            node.Input.Add(input.Name);
        }

        foreach (var attribute in attributes)
        {
            node.Attribute.Add(attribute.Format);
        }

        node.Output.Add(output.Name);
        _model.Graph.Node.Add(node);
    }

    private OnnxValue Named(string name) => _names.Add(name)
        ? new OnnxValue(name)
        : throw new ArgumentException($"The graph already has a value named '{name}'.");

    private OnnxValue Fresh(string operation)
    {
        var number = _names.Count;
        while (!_names.Add($"{operation}/{number}"))
        {
            number++;
        }

        return new OnnxValue($"{operation}/{number}");
    }
}
