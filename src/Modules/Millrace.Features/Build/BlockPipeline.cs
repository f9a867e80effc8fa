using System.Collections.Concurrent;
using Millrace.Features.Windows;

namespace Millrace.Features.Build;

/// <summary>Computes blocks of features ahead of the thread that writes them.</summary>
internal sealed class BlockPipeline : IDisposable
{
    /// <summary>Rows of a block: a few megabytes of features, and a multiple of DuckDB's 2,048.</summary>
    public const int BlockRows = 20 * 2048;

    // One block is being written, one waits, one is being computed.
    private const int BuffersInUse = 3;

    private readonly BlockingCollection<double[][]> ready = new(boundedCapacity: 1);
    private readonly CancellationTokenSource stop = new();
    private readonly Thread producer;
    private Exception? failure;

    /// <summary>Starts computing.</summary>
    public BlockPipeline(WindowEngine engine)
    {
        producer = new Thread(() => Produce(engine)) { IsBackground = true, Name = "features" };
        producer.Start();
    }

    /// <summary>The next block; it stays as it is until the next call.</summary>
    /// <exception cref="InvalidOperationException">Computing failed; what failed is inside.</exception>
    public double[][] Take() => ready.TryTake(out var block, Timeout.Infinite)
        ? block
        : throw new InvalidOperationException("Computing the features failed.", failure);

    /// <summary>Stops computing.</summary>
    public void Dispose()
    {
        stop.Cancel();
        producer.Join();
        ready.Dispose();
        stop.Dispose();
    }

    private void Produce(WindowEngine engine)
    {
        try
        {
            var buffers = Enumerable.Range(0, BuffersInUse)
                .Select(_ => engine.FeatureNames.Select(_ => new double[Math.Min(BlockRows, engine.RemainingCount)]).ToArray()).ToArray();
            for (var turn = 0; engine.RemainingCount > 0; turn = (turn + 1) % BuffersInUse)
            {
                engine.AnswerNext(buffers[turn], Math.Min(BlockRows, engine.RemainingCount));
                ready.Add(buffers[turn], stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody wants the rest.
        }
        catch (Exception e)
        {
            failure = e;
        }
        finally
        {
            ready.CompleteAdding();
        }
    }
}
