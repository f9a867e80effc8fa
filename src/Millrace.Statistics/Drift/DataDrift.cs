namespace Millrace.Statistics.Drift;

/// <summary>Data drift of a whole table.</summary>
public static class DataDrift
{
    /// <summary>Compares every column, adjusts the p-values over all of them and decides each. Each column is sorted once
    /// per side; while a thread works on a column it holds a sorted copy of it.</summary>
    /// <param name="columns">Columns on both sides; names should be unique.</param>
    /// <param name="options">Effects, bounds, rate and threads.</param>
    /// <param name="ct">Checked between columns.</param>
    /// <returns>A decided test per column, in order.</returns>
    /// <exception cref="ArgumentException">An option is out of its range, a value is infinite, or a count negative.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public static IReadOnlyList<DriftTest> Compare(
        IReadOnlyList<DriftColumn> columns, DriftOptions options, CancellationToken ct = default)
    {
        options.Check();
        var tests = new DriftTest[columns.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = ct };
        try
        {
            Parallel.For(0, tests.Length, parallel, i => tests[i] = Compare(columns[i], options));
        }
        catch (AggregateException failures) when (failures.InnerExceptions is [ArgumentException first, ..])
        {
            throw new ArgumentException(first.Message, nameof(columns), first);
        }

        return DriftTest.Decide(tests, options);
    }

    private static DriftTest Compare(DriftColumn column, DriftOptions options)
    {
        try
        {
            return column switch
            {
                NumericColumn numeric => DriftTest.Numeric(
                    column.Name, SortedSample.Of(numeric.Reference.Span), SortedSample.Of(numeric.Current.Span), options),
                CategoricalColumn categorical => DriftTest.Categorical(column.Name, categorical.Reference, categorical.Current, options),
                _ => throw new ArgumentException($"{column.GetType().Name} is no known kind of column."),
            };
        }
        catch (ArgumentException error)
        {
            throw new ArgumentException($"Column '{column.Name}': {error.Message}", error);
        }
    }
}
