using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Millrace.Benchmarks.Measuring;
using Millrace.Serving.Runtime;
using Millrace.XGBoost;

namespace Millrace.Benchmarks.Inference;

/// <summary>Predictions inside one process, on one thread.</summary>
internal sealed class InferenceBenchmark : IBenchmark
{
    private const int BatchRows = 1_000;
    private const double Tolerance = 1e-6;

    private static readonly Metric Micros = new("time per row", "µs");
    private static readonly Metric Bytes = new("allocated per row", "B");

    public string Name => "inference-in-process";

    public string Title => "100 trees × 20 features in process: single rows and batches, one thread";

    public async Task<IReadOnlyList<Figure>> RunAsync(Setting setting, CancellationToken ct)
    {
        using var model = BenchmarkModel.Train();
        using var session = new ModelSession(model.Served, BenchmarkModel.Signature);
        using var bare = Plain(model.Bare);
        using var served = Plain(model.Served);
        Func<float[], float> ours = row => Ours(session, row);
        (string Name, Func<float[], float> Predict)[] peers =
        [
            ("InferenceSession.Run with NamedOnnxValue, same graph of 20 inputs", row => RunServed(served, row)),
            ("InferenceSession.Run with NamedOnnxValue, trees alone, one input [1, 20]", row => RunBare(bare, row)),
            ($"XGBoost {XgbLibrary.Version} in-place predict", row => model.Booster.Predict(row)[0]),
        ];
        foreach (var (name, predict) in peers)
        {
            Agreement.Require(name, model.Rows.Sum(row => (double)ours(row)), model.Rows.Sum(row => (double)predict(row)), Tolerance);
        }

        var count = setting.Size(50_000, 5_000);
        var single = new Match(
            "single row, 100 trees × 20 features", [Micros, Bytes], Repeated("ModelSession, 20 inputs", model, count, ours),
            [.. peers.Select(peer => Repeated(peer.Name, model, count, peer.Predict))]);
        return [.. await single.RunAsync(setting, ct), .. await Batches(model, session, count).RunAsync(setting, ct)];
    }

    private static Contestant Repeated(string name, BenchmarkModel model, int count, Func<float[], float> predict) =>
        new(name, _ => Task.FromResult(Measure(count, i => predict(model.Rows[i % model.Rows.Length]), 1)));

    private static Match Batches(BenchmarkModel model, ModelSession session, int rows)
    {
        var flat = Enumerable.Range(0, BatchRows).SelectMany(row => model.Rows[row]).ToArray();
        var worker = session.ForBatch(BatchRows);
        return new Match(
            $"batch of {BatchRows:N0} rows", [Micros, Bytes],
            new Contestant("ModelWorker", _ => Task.FromResult(Measure(rows / BatchRows, _ => Batch(worker, model), BatchRows))),
            [new Contestant(
                $"XGBoost {XgbLibrary.Version} in-place predict",
                _ => Task.FromResult(Measure(rows / BatchRows, _ => model.Booster.Predict(flat)[0], BatchRows)))]);
    }

    private static float Batch(ModelWorker worker, BenchmarkModel model)
    {
        for (var i = 0; i < BenchmarkModel.FeatureCount; i++)
        {
            for (var row = 0; row < BatchRows; row++)
            {
                worker.Inputs[i].Set(row, model.Rows[row][i]);
            }
        }

        return worker.Run()[0];
    }

    private static double[] Measure(int count, Func<int, float> predict, int rowsPerCall)
    {
        GC.Collect();
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            predict(i);
        }

        var rows = (double)count * rowsPerCall;
        var micros = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        return [micros / rows, Math.Round((GC.GetAllocatedBytesForCurrentThread() - bytes) / rows)];
    }

    private static float Ours(ModelSession session, float[] row)
    {
        var worker = session.Rent();
        for (var i = 0; i < row.Length; i++)
        {
            worker.Inputs[i].Set(0, row[i]);
        }

        var probability = worker.Run()[0];
        session.Return(worker);
        return probability;
    }

    private static float RunServed(InferenceSession session, float[] row)
    {
        var inputs = new List<NamedOnnxValue>(row.Length);
        for (var i = 0; i < row.Length; i++)
        {
            inputs.Add(NamedOnnxValue.CreateFromTensor(BenchmarkModel.NameOf(i), new DenseTensor<double>(new double[] { row[i] }, [1, 1])));
        }

        using var results = session.Run(inputs);
        return results[0].AsTensor<float>().GetValue(0);
    }

    private static float RunBare(InferenceSession session, float[] row)
    {
        var input = NamedOnnxValue.CreateFromTensor(Onnx.ModelGraph.FeaturesName, new DenseTensor<float>(row, [1, row.Length]));
        using var results = session.Run([input]);
        return results[0].AsTensor<float>().GetValue(0);
    }

    private static InferenceSession Plain(byte[] graph)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        return new InferenceSession(graph, options);
    }
}
