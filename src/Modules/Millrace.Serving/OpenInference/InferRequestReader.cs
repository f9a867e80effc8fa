using System.Buffers;
using System.Text.Json;

namespace Millrace.Serving.OpenInference;

/// <summary>Reads an inference request in one forward pass over its bytes. Properties may come in any order: what stands
/// before a tensor's name is remembered as a place in the body and read when the name is known.</summary>
internal ref struct InferRequestReader(ReadOnlySequence<byte> body, InferExchange exchange)
{
    private const int LongestName = 256;
    private Utf8JsonReader json = new(body);
    private int expected;

    /// <summary>Reads it all into the exchange.</summary>
    /// <exception cref="JsonException">The body is not a JSON object.</exception>
    public void Read()
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"it is {json.TokenType}.");
        }

        while (NextProperty())
        {
            ReadPart();
        }

        // Nothing but white space may follow.
        json.Read();
    }

    private bool NextProperty() => json.Read() && json.TokenType == JsonTokenType.PropertyName;

    private void ReadPart()
    {
        if (json.ValueTextEquals("inputs"u8))
        {
            ReadObjects("inputs", static (ref InferRequestReader self) => self.ReadTensor());
        }
        else if (json.ValueTextEquals("outputs"u8))
        {
            ReadObjects("outputs", static (ref InferRequestReader self) => self.ReadOutput());
        }
        else if (json.ValueTextEquals("id"u8))
        {
            ReadId();
        }
        else
        {
            // Parameters, and what a newer protocol may say.
            json.Skip();
        }
    }

    private void ReadId()
    {
        json.Read();
        if (json.TokenType is JsonTokenType.String or JsonTokenType.Null)
        {
            exchange.Id = json.GetString();
        }
        else
        {
            exchange.Refuse($"its \"id\" is {json.TokenType}, not a text.");
            json.Skip();
        }
    }

    private void ReadObjects(string part, ReadObject read)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
        {
            return;
        }

        if (json.TokenType != JsonTokenType.StartArray)
        {
            exchange.Refuse($"its \"{part}\" is {json.TokenType}, not an array.");
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.StartObject)
            {
                read(ref this);
            }
            else
            {
                exchange.Refuse($"its \"{part}\" have {json.TokenType} where an object must be.");
                json.Skip();
            }
        }
    }

    private void ReadOutput()
    {
        string? name = null;
        while (NextProperty())
        {
            if (json.ValueTextEquals("name"u8))
            {
                name = Text();
            }
            else
            {
                json.Skip();
            }
        }

        exchange.Ask(name ?? "");
    }

    private void ReadTensor()
    {
        TensorColumn? column = null;
        string? unknown = "";
        string? dataType = null;
        var shape = default(Utf8JsonReader);
        var data = default(Utf8JsonReader);
        while (NextProperty())
        {
            if (json.ValueTextEquals("name"u8))
            {
                column = Column(out unknown);
                column?.Begin();
            }
            else if (json.ValueTextEquals("datatype"u8))
            {
                dataType = DataType();
            }
            else if (json.ValueTextEquals("shape"u8))
            {
                json.Read();
                shape = json;
                json.Skip();
            }
            else if (json.ValueTextEquals("data"u8))
            {
                json.Read();
                if (column is null)
                {
                    data = json;
                    json.Skip();
                }
                else
                {
                    data = default;
                    ReadData(ref json, column);
                }
            }
            else
            {
                json.Skip();
            }
        }

        if (column is null)
        {
            exchange.RefuseInput(unknown ?? "");
            return;
        }

        Complete(column, dataType, ref shape, ref data);
    }

    private static void Complete(TensorColumn column, string? dataType, ref Utf8JsonReader shape, ref Utf8JsonReader data)
    {
        column.DataType = dataType;
        if (shape.TokenType != JsonTokenType.None)
        {
            ReadShape(ref shape, column);
        }

        if (data.TokenType != JsonTokenType.None)
        {
            ReadData(ref data, column);
        }
    }

    // Most clients give the tensors in the model's order, so the next one is looked at first.
    private TensorColumn? Column(out string? unknown)
    {
        json.Read();
        unknown = null;
        if (json.TokenType != JsonTokenType.String)
        {
            unknown = Text();
            return null;
        }

        var columns = exchange.Columns;
        if (expected >= columns.Length || !json.ValueTextEquals(columns[expected].NameUtf8))
        {
            Span<char> characters = stackalloc char[LongestName];
            var length = json.HasValueSequence ? json.ValueSequence.Length : json.ValueSpan.Length;
            expected = length > LongestName
                ? exchange.Find(json.GetString())
                : exchange.Find(characters[..json.CopyString(characters)]);
        }

        if (expected < 0)
        {
            expected = 0;
            unknown = json.GetString();
            return null;
        }

        return columns[expected++];
    }

    // The value after a name; null when it is not a text.
    private string? Text()
    {
        if (json.TokenType == JsonTokenType.PropertyName)
        {
            json.Read();
        }

        if (json.TokenType is JsonTokenType.String)
        {
            return json.GetString();
        }

        json.Skip();
        return null;
    }

    private string? DataType()
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String)
        {
            foreach (var (utf8, name) in DataTypes)
            {
                if (json.ValueTextEquals(utf8))
                {
                    return name;
                }
            }
        }

        return Text();
    }

    private static void ReadShape(ref Utf8JsonReader json, TensorColumn column)
    {
        var start = json;
        var isFitting = json.TokenType == JsonTokenType.StartArray;
        var rank = 0;
        var rows = 0L;
        while (isFitting && json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            isFitting = json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var size)
                && (rank == 0 ? (rows = size) is > 0 and <= TensorColumn.LargestBatch : size == column.Width);
            rank++;
        }

        if (isFitting && (rank == 2 || (rank == 1 && column.Width == 1)))
        {
            column.Rows = (int)rows;
        }
        else
        {
            (column.Rows, column.Shape) = (-1, TensorColumn.Quote(start));
        }
    }

    private static void ReadData(ref Utf8JsonReader json, TensorColumn column)
    {
        column.BeginData(isArray: json.TokenType == JsonTokenType.StartArray);
        if (!column.HasData)
        {
            json.Skip();
            return;
        }

        // Flat or nested: only the order of the values counts.
        var depth = json.CurrentDepth;
        while (json.Read() && !(json.TokenType == JsonTokenType.EndArray && json.CurrentDepth == depth))
        {
            switch (json.TokenType)
            {
                case JsonTokenType.StartArray or JsonTokenType.EndArray:
                    break;
                case JsonTokenType.StartObject:
                    column.Refuse(ref json);
                    json.Skip();
                    break;
                default:
                    column.Add(ref json);
                    break;
            }
        }
    }

    private delegate void ReadObject(ref InferRequestReader self);

    private static readonly (byte[] Utf8, string Name)[] DataTypes =
        [.. new[] { "FP64", "FP32", "INT64", "BYTES", "BOOL" }.Select(name => (System.Text.Encoding.UTF8.GetBytes(name), name))];
}
