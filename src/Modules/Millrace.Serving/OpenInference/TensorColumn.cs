using System.Buffers;
using System.Text;
using System.Text.Json;
using Millrace.Serving.Runtime;
using Millrace.Training.Contracts;

namespace Millrace.Serving.OpenInference;

/// <summary>One input tensor as a request gives it: its values, already in the model's type, wait here until the number
/// of rows is known; and what is wrong with it. Used again by the next request.</summary>
internal sealed class TensorColumn
{
    /// <summary>The most rows of a request.</summary>
    public const int LargestBatch = 100_000;

    private const int LongestQuote = 100;
    private readonly TensorSpec input;
    private readonly int most;
    private double[] numbers = [];
    private long[] wholes = [];
    private byte[] text = [];
    private int[] textEnds = [];
    private string? wrongValue;
    private int wrongAt;

    public TensorColumn(TensorSpec input)
    {
        this.input = input;
        Width = InputBuffer.WidthOf(input);
        most = LargestBatch * Width;
        NameUtf8 = Encoding.UTF8.GetBytes(input.Name);
    }

    public TensorSpec Spec => input;

    public string Name => input.Name;

    public byte[] NameUtf8 { get; }

    /// <summary>Values of a row; 1 but for a model that takes all its features in one tensor.</summary>
    public int Width { get; }

    /// <summary>How many tensors of this name the request has.</summary>
    public int Given { get; private set; }

    /// <summary>As given; null when it is not.</summary>
    public string? DataType { get; set; }

    /// <summary>Rows by the shape; -1 when the shape does not fit, of which <see cref="Shape"/> is the text.</summary>
    public int Rows { get; set; }

    /// <summary>The shape's JSON when it does not fit.</summary>
    public string Shape { get; set; } = "";

    /// <summary>Whether there is an array of data.</summary>
    public bool HasData { get; set; }

    /// <summary>Values given, those after the largest batch too, which are not kept.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes that this holds on to.</summary>
    public long HeldBytes => (numbers.Length * 8L) + (wholes.Length * 8L) + text.Length + (textEnds.Length * 4L);

    /// <summary>Forgets the last request.</summary>
    public void Clear()
    {
        Given = Count = 0;
        Reset();
    }

    /// <summary>A tensor of this name begins; a second one is a fault, told at the end.</summary>
    public void Begin()
    {
        Given++;
        Reset();
    }

    /// <summary>Its data begin; where a request says it twice the last one counts, as always in JSON.</summary>
    public void BeginData(bool isArray) => (HasData, Count, wrongValue) = (isArray, 0, null);

    /// <summary>Takes the value at which the reader stands.</summary>
    public void Add(ref Utf8JsonReader json)
    {
        if (Count < most && wrongValue is null && !TryKeep(ref json))
        {
            Refuse(ref json);
        }

        Count++;
    }

    /// <summary>Remembers the value at which the reader stands as one that does not fit; only the first is told.</summary>
    public void Refuse(ref Utf8JsonReader json)
    {
        if (wrongValue is null)
        {
            (wrongAt, wrongValue) = (Count, Quote(json));
        }
    }

    /// <summary>What is wrong with it, if anything.</summary>
    /// <param name="rows">Rows of the tensors before it, -1 for none so far.</param>
    public string? Fault(ref int rows)
    {
        if (Given > 1)
        {
            return $"is given {Given} times";
        }

        if (DataType != input.DataType)
        {
            return $"must have the datatype {input.DataType}, but got '{DataType}'";
        }

        if (Rows < 0)
        {
            return $"must have the shape [N, {Width}] with N from 1 to {LargestBatch}, but got {Shape}";
        }

        if (rows >= 0 && rows != Rows)
        {
            return $"has {Rows} rows, but other tensors have {rows}";
        }

        rows = Rows;
        return !HasData ? "has no data array"
            : wrongValue is not null ? $"has at element {wrongAt} the value {wrongValue}, which does not fit {input.DataType} [{Rows}, {Width}]"
            : Count != Rows * Width ? $"has {Count} elements, but its shape asks for {Rows * Width}"
            : null;
    }

    /// <summary>Fills a worker's tensor; there must be no fault.</summary>
    public void CopyTo(InputBuffer buffer)
    {
        switch (input.DataType)
        {
            case "BYTES":
                for (var i = 0; i < Count; i++)
                {
                    var start = i == 0 ? 0 : textEnds[i - 1];
                    buffer.Set(i, text.AsSpan(start, textEnds[i] - start));
                }

                break;
            case "INT64":
                buffer.Set(wholes.AsSpan(0, Count));
                break;
            default:
                buffer.Set(numbers.AsSpan(0, Count));
                break;
        }
    }

    /// <summary>The JSON at which a reader stands, cut to a readable length.</summary>
    public static string Quote(Utf8JsonReader json)
    {
        using var value = JsonDocument.ParseValue(ref json);
        var raw = value.RootElement.GetRawText();
        return raw.Length <= LongestQuote ? raw : raw[..LongestQuote] + "…";
    }

    private void Reset() => (DataType, Rows, Shape, HasData, Count, wrongValue) = (null, -1, "[]", false, 0, null);

    private bool TryKeep(ref Utf8JsonReader json)
    {
        switch (input.DataType)
        {
            case "BYTES":
                return TryKeepText(ref json);
            case "INT64":
                return json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var whole) && Keep(ref wholes, whole);
            case "BOOL":
                return json.TokenType is JsonTokenType.True or JsonTokenType.False && Keep(ref numbers, json.TokenType == JsonTokenType.True ? 1 : 0);
            default:
                return json.TokenType == JsonTokenType.Null ? Keep(ref numbers, double.NaN)
                    : json.TokenType == JsonTokenType.Number && json.TryGetDouble(out var number) && IsInRange(number) && Keep(ref numbers, number);
        }
    }

    // A number too large for the type would reach the model as infinity, which nobody sent.
    private bool IsInRange(double number) => double.IsFinite(number) && (input.DataType != "FP32" || float.IsFinite((float)number));

    private bool Keep<T>(ref T[] values, T value)
    {
        if (Count >= values.Length)
        {
            Array.Resize(ref values, Math.Max(4, values.Length * 2));
        }

        values[Count] = value;
        return true;
    }

    private bool TryKeepText(ref Utf8JsonReader json)
    {
        var start = Count == 0 ? 0 : textEnds[Count - 1];
        if (json.TokenType == JsonTokenType.Null)
        {
            return Keep(ref textEnds, start);
        }

        if (json.TokenType != JsonTokenType.String)
        {
            return false;
        }

        var length = checked((int)(json.HasValueSequence ? json.ValueSequence.Length : json.ValueSpan.Length));
        if (text.Length - start < length)
        {
            Array.Resize(ref text, Math.Max(start + length, text.Length * 2));
        }

        try
        {
            return Keep(ref textEnds, start + json.CopyString(text.AsSpan(start)));
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are not UTF-8.
            return false;
        }
    }
}
