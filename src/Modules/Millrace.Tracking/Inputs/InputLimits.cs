using Millrace.Kernel.Problems;

namespace Millrace.Tracking.Inputs;

/// <summary>What may be logged as an input or output; MLflow's limits.</summary>
internal static class InputLimits
{
    /// <summary>The longest id of a model.</summary>
    public const int MaxModelIdLength = 36;

    private const int MaxNameLength = 500;
    private const int MaxDigestLength = 36;
    private const int MaxSourceLength = 65_535;
    private const int MaxSchemaLength = 1_048_575;
    private const int MaxProfileLength = 16_777_215;
    private const int MaxTagKeyLength = 255;
    private const int MaxTagValueLength = 500;

    /// <summary>Every problem of datasets.</summary>
    public static IEnumerable<Problem> Check(IReadOnlyList<DatasetInput> inputs) => inputs.SelectMany((input, index) => Check(input, $"datasets[{index}]."));

    /// <summary>Every problem of models.</summary>
    public static IEnumerable<Problem> Check(IReadOnlyList<ModelLink> models) => models
        .SelectMany((model, index) => Text($"models[{index}].model_id", model.ModelId, MaxModelIdLength, isRequired: true));

    private static IEnumerable<Problem> Check(DatasetInput input, string path)
    {
        if (input.Dataset is not { } dataset)
        {
            return [TrackingProblems.ParameterMissing($"{path}dataset")];
        }

        return
        [
            .. Text($"{path}dataset.name", dataset.Name, MaxNameLength, isRequired: true),
            .. Text($"{path}dataset.digest", dataset.Digest, MaxDigestLength, isRequired: true),
            .. Text($"{path}dataset.source", dataset.Source, MaxSourceLength),
            .. Text($"{path}dataset.schema", dataset.Schema, MaxSchemaLength),
            .. Text($"{path}dataset.profile", dataset.Profile, MaxProfileLength),
            .. (input.Tags ?? []).SelectMany((tag, index) => (Problem[])
            [
                .. Text($"{path}tags[{index}].key", tag.Key, MaxTagKeyLength, isRequired: true),
                .. Text($"{path}tags[{index}].value", tag.Value, MaxTagValueLength),
            ]),
        ];
    }

    private static IEnumerable<Problem> Text(string path, string? text, int most, bool isRequired = false) =>
        isRequired && string.IsNullOrEmpty(text) ? [TrackingProblems.ParameterMissing(path)]
        : text?.Length > most ? [TrackingProblems.TooLong(path, text.Length, most)]
        : [];
}
