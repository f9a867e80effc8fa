using System.Text.Json;
using Millrace.Kernel.Problems;
using Millrace.Serving.Runtime;
using Millrace.Training.Contracts;

namespace Millrace.Serving.OpenInference;

/// <summary>Checks the request's tensors against the signature, all problems at once, and fills a worker.</summary>
internal static class TensorReader
{
    private const int LargestBatch = 100_000;

    /// <summary>The batch size all tensors agree on, or everything that is wrong.</summary>
    public static Outcome<int> Check(InferRequest request, ModelSignature signature)
    {
        var problems = new List<Problem>();
        var given = (request.Inputs ?? []).Where(tensor => tensor.Name is not null).DistinctBy(tensor => tensor.Name)
            .ToDictionary(tensor => tensor.Name!, StringComparer.Ordinal);
        var names = signature.Inputs.Select(input => input.Name).ToList();
        problems.AddRange((request.Inputs ?? []).Where(tensor => tensor.Name is null || !names.Contains(tensor.Name))
            .Select(tensor => ServingProblems.TensorUnknown(tensor.Name ?? "", names)));
        problems.AddRange((request.Outputs ?? []).Where(output => signature.Outputs.All(known => known.Name != output.Name))
            .Select(output => ServingProblems.OutputUnknown(output.Name ?? "", signature.Outputs.Select(known => known.Name))));
        int? rows = null;
        foreach (var input in signature.Inputs)
        {
            if (!given.TryGetValue(input.Name, out var tensor))
            {
                problems.Add(ServingProblems.TensorMissing(input.Name, input.DataType));
            }
            else if (Fault(tensor, input, ref rows) is { } fault)
            {
                problems.Add(ServingProblems.TensorWrong(input.Name, fault));
            }
        }

        return problems.Count > 0 ? Outcome<int>.Failed(problems) : rows ?? 0;
    }

    /// <summary>Fills the worker's inputs; the request was checked before.</summary>
    public static Outcome<Done> Fill(InferRequest request, ModelSignature signature, ModelWorker worker)
    {
        for (var i = 0; i < signature.Inputs.Count; i++)
        {
            var input = signature.Inputs[i];
            var tensor = request.Inputs!.First(candidate => candidate.Name == input.Name);
            var row = 0;
            foreach (var element in Flat(tensor.Data))
            {
                if (row == worker.RowCount || !TrySet(worker.Inputs[i], input, row, element))
                {
                    return ServingProblems.TensorWrong(input.Name, $"has at element {row} the value {element.GetRawText()}, which does not fit {input.DataType} [{worker.RowCount}, 1]");
                }

                row++;
            }

            if (row != worker.RowCount)
            {
                return ServingProblems.TensorWrong(input.Name, $"has {row} elements, but its shape asks for {worker.RowCount}");
            }
        }

        return Done.Value;
    }

    private static string? Fault(InferTensor tensor, TensorSpec input, ref int? rows)
    {
        if (tensor.DataType != input.DataType)
        {
            return $"must have the datatype {input.DataType}, but got '{tensor.DataType}'";
        }

        if (tensor.Shape is not ([> 0 and <= LargestBatch] or [> 0 and <= LargestBatch, 1]))
        {
            return $"must have the shape [N, 1] with N from 1 to {LargestBatch}, but got [{string.Join(", ", tensor.Shape ?? [])}]";
        }

        var count = (int)tensor.Shape[0];
        rows ??= count;
        return rows != count ? $"has {count} rows, but other tensors have {rows}"
            : tensor.Data.ValueKind != JsonValueKind.Array ? "has no data array"
            : null;
    }

    private static bool TrySet(InputBuffer buffer, TensorSpec input, int row, JsonElement element)
    {
        switch (input.DataType, element.ValueKind)
        {
            case ("BYTES", JsonValueKind.String):
                buffer.Set(row, element.GetString());
                return true;
            case ("BYTES", JsonValueKind.Null):
                buffer.Set(row, (string?)null);
                return true;
            case ("FP64" or "FP32", JsonValueKind.Null):
                buffer.Set(row, double.NaN);
                return true;
            case ("FP64" or "FP32", JsonValueKind.Number):
                buffer.Set(row, element.GetDouble());
                return true;
            case ("INT64", JsonValueKind.Number) when element.TryGetInt64(out var whole):
                buffer.Set(row, whole);
                return true;
            case ("BOOL", JsonValueKind.True or JsonValueKind.False):
                buffer.Set(row, element.GetBoolean() ? 1.0 : 0.0);
                return true;
            default:
                return false;
        }
    }

    private static IEnumerable<JsonElement> Flat(JsonElement data) => data.EnumerateArray()
        .SelectMany(element => element.ValueKind == JsonValueKind.Array ? Flat(element) : [element]);
}
