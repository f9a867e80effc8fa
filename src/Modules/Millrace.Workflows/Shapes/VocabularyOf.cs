namespace Millrace.Workflows.Shapes;

/// <summary>Which words a text may be: those that the modules know.</summary>
internal enum VocabularyOf
{
    /// <summary>Types of columns in the data.</summary>
    ColumnTypes,

    /// <summary>Metrics of an evaluation, without the split's prefix.</summary>
    Metrics,

    /// <summary>Training engines.</summary>
    Engines,

    /// <summary>Parameters of the engines.</summary>
    EngineParameters,

    /// <summary>Drift measures of numbers.</summary>
    NumericDriftTests,

    /// <summary>Drift measures of categories.</summary>
    CategoricalDriftTests,
}
