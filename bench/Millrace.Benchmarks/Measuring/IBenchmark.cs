namespace Millrace.Benchmarks.Measuring;

/// <summary>One of the benchmarks; its data is made from a fixed seed.</summary>
internal interface IBenchmark
{
    /// <summary>Name on the command line.</summary>
    string Name { get; }

    /// <summary>What it measures, in a sentence.</summary>
    string Title { get; }

    /// <summary>Makes the data, checks that both sides compute the same, and measures.</summary>
    /// <exception cref="DisagreementException">The sides do not compute the same.</exception>
    Task<IReadOnlyList<Figure>> RunAsync(Setting setting, CancellationToken ct);
}
