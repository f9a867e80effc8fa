using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Language;

[Help("How the model is fitted and measured.")]
internal sealed record TrainingSection
{
    [Help("Which rows train, tune and test.")]
    public required Split Split { get; init; }

    [Help("What fits the model."), Vocabulary(VocabularyOf.Engines)]
    public required string Engine { get; init; }

    [Help("Transforms of features, fitted on train only, in order.")]
    public IReadOnlyList<Transform> Preprocessing { get; init; } = [];

    [Help("The engine's parameters."), Vocabulary(VocabularyOf.EngineParameters)]
    public IReadOnlyDictionary<string, double> Parameters { get; init; } = new OrderedDictionary<string, double>();

    [Help("Stops when the validation metric has not improved for a while.")]
    public EarlyStopping? EarlyStopping { get; init; }

    [Help("Whether rare classes weigh more; that spoils calibration.")]
    public ClassWeights ClassWeights { get; init; } = ClassWeights.None;

    [Help("Rounds between checkpoints from which a killed training resumes."), Within(1, double.PositiveInfinity)]
    public int CheckpointEvery { get; init; } = 25;

    [Help("Same seed, same model."), Within(0, double.PositiveInfinity)]
    public int Seed { get; init; }

    [Help("A search over parameters by the validation metric.")]
    public Search? Search { get; init; }

    [Help("How the test split is read.")]
    public Evaluation Evaluation { get; init; } = new();
}

internal enum ClassWeights
{
    None,
    Balanced,
}

[Help("Stops when the validation metric has not improved for a while.")]
internal sealed record EarlyStopping
{
    [Help("The metric on the validation split.")]
    public required StoppingMetric Metric { get; init; }

    [Help("Rounds without improvement before it stops."), Within(1, double.PositiveInfinity)]
    public required int Rounds { get; init; }
}

internal enum StoppingMetric
{
    LogLoss,
    RocAuc,
}

[Help("A search over parameters by the validation metric."), ChosenBy("method")]
internal abstract record Search
{
    public string Chosen { get; internal set; } = "";
}

[Choice("none"), Help("The parameters are used as they are.")]
internal sealed record NoSearch : Search;

[Choice("grid"), Choice("random"), Help("Tries combinations of the listed values.")]
internal sealed record ValueSearch : Search
{
    [Help("Most combinations that are tried."), Within(1, double.PositiveInfinity)]
    public required int Trials { get; init; }

    [Help("Parameter: values to try."), Vocabulary(VocabularyOf.EngineParameters)]
    public required IReadOnlyDictionary<string, IReadOnlyList<double>> Space { get; init; }
}
