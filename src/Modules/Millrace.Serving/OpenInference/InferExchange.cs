using System.Buffers;
using System.Text.Json;
using Millrace.Kernel.Problems;
using Millrace.Serving.Runtime;
using Millrace.Training.Contracts;

namespace Millrace.Serving.OpenInference;

/// <summary>One inference request and its answer, in memory that the next request uses again. One thread at a time.</summary>
internal sealed class InferExchange
{
    private const long MostBytesKept = 1024 * 1024;
    private readonly ModelSignature signature;
    private readonly TensorColumn[] columns;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> byName;
    private readonly List<Problem> problems = [];
    private readonly ArrayBufferWriter<byte> answer = new(512);
    private readonly Utf8JsonWriter writer;

    public InferExchange(ModelSignature signature)
    {
        this.signature = signature;
        columns = [.. signature.Inputs.Select(input => new TensorColumn(input))];
        byName = columns.Select((column, place) => (column.Name, place))
            .ToDictionary(pair => pair.Name, pair => pair.place, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        writer = new Utf8JsonWriter(answer, new JsonWriterOptions { SkipValidation = true });
    }

    /// <summary>Given back as it came; null when there is none.</summary>
    public string? Id { get; set; }

    /// <summary>The model's inputs in the signature's order.</summary>
    public ReadOnlySpan<TensorColumn> Columns => columns;

    /// <summary>The answer's JSON, valid until the next request.</summary>
    public ReadOnlyMemory<byte> Answer => answer.WrittenMemory;

    /// <summary>Whether it is small enough to be kept for the next request.</summary>
    public bool IsWorthKeeping
    {
        get
        {
            var heldBytes = (long)answer.Capacity;
            foreach (var column in columns)
            {
                heldBytes += column.HeldBytes;
            }

            return heldBytes <= MostBytesKept;
        }
    }

    /// <summary>Reads a request.</summary>
    /// <returns>Its rows, or everything that is wrong with it.</returns>
    public Outcome<int> Read(ReadOnlySequence<byte> body)
    {
        Clear();
        try
        {
            new InferRequestReader(body, this).Read();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The reader throws the latter for texts that are not Unicode.
            return ServingProblems.BodyNotJson(fault.Message);
        }

        return Check();
    }

    /// <summary>Where a tensor of this name goes; -1 when the model has none.</summary>
    public int Find(ReadOnlySpan<char> name) => byName.TryGetValue(name, out var place) ? place : -1;

    /// <summary>A part of the request that is not what it must be.</summary>
    public void Refuse(string why) => problems.Add(ServingProblems.BodyNotJson(why));

    /// <summary>A tensor that the model does not have.</summary>
    public void RefuseInput(string name) =>
        problems.Add(ServingProblems.TensorUnknown(name, signature.Inputs.Select(input => input.Name)));

    /// <summary>Asks for an output.</summary>
    public void Ask(string name)
    {
        if (signature.Outputs.All(output => output.Name != name))
        {
            problems.Add(ServingProblems.OutputUnknown(name, signature.Outputs.Select(output => output.Name)));
        }
    }

    /// <summary>Fills a worker with the request's rows, which must have been read without problems.</summary>
    public void Fill(ModelWorker worker)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i].CopyTo(worker.Inputs[i]);
        }
    }

    /// <summary>Writes the answer.</summary>
    /// <param name="model">The registered model.</param>
    /// <param name="version">Its version.</param>
    /// <param name="probabilities">One for each row; what is not a number travels as null.</param>
    public void Write(string model, string version, ReadOnlySpan<float> probabilities)
    {
        writer.WriteStartObject();
        writer.WriteString("model_name"u8, model);
        writer.WriteString("model_version"u8, version);
        if (Id is not null)
        {
            writer.WriteString("id"u8, Id);
        }

        writer.WriteStartArray("outputs"u8);
        writer.WriteStartObject();
        writer.WriteString("name"u8, signature.Outputs[0].Name);
        writer.WriteString("datatype"u8, "FP32"u8);
        writer.WriteStartArray("shape"u8);
        writer.WriteNumberValue(probabilities.Length);
        writer.WriteNumberValue(1);
        writer.WriteEndArray();
        writer.WriteStartArray("data"u8);
        foreach (var probability in probabilities)
        {
            WriteNumber(probability);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
    }

    private void WriteNumber(float number)
    {
        if (float.IsFinite(number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private void Clear()
    {
        Id = null;
        problems.Clear();
        answer.ResetWrittenCount();
        writer.Reset();
        foreach (var column in columns)
        {
            column.Clear();
        }
    }

    private Outcome<int> Check()
    {
        var rows = -1;
        foreach (var column in columns)
        {
            if (column.Given == 0)
            {
                problems.Add(ServingProblems.TensorMissing(column.Name, column.Spec.DataType, column.Width));
            }
            else if (column.Fault(ref rows) is { } fault)
            {
                problems.Add(ServingProblems.TensorWrong(column.Name, fault));
            }
        }

        return problems.Count > 0 ? Outcome<int>.Failed([.. problems]) : rows;
    }
}
