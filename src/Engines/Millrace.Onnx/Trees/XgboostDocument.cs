using System.Globalization;
using System.Text.Json;

namespace Millrace.Onnx.Trees;

/// <summary>What every XGBoost model document says, whatever its booster: objective, base score, sizes.</summary>
internal sealed record XgboostDocument(
    JsonElement Booster, XgboostObjective Objective, float BaseScore, int FeatureCount, int GroupCount)
{
    /// <summary>Reads a model that was saved in XGBoost's JSON format.</summary>
    internal static XgboostDocument Parse(ReadOnlySpan<byte> modelJson)
    {
        try
        {
            var reader = new Utf8JsonReader(modelJson);
            var learner = JsonElement.ParseValue(ref reader).GetProperty("learner");
            var parameters = learner.GetProperty("learner_model_param");
            var objective = XgboostObjective.Named(learner.GetProperty("objective").GetProperty("name").GetString()!);
            return new XgboostDocument(
                learner.GetProperty("gradient_booster"),
                objective,
                float.Parse(parameters.GetProperty("base_score").GetString()!, CultureInfo.InvariantCulture),
                Integer(parameters, "num_feature"),
                Math.Max(1, Integer(parameters, "num_class")));
        }
        catch (Exception invalid) when (IsForeign(invalid))
        {
            throw NotAModel(invalid);
        }
    }

    internal static int Integer(JsonElement element, string name) =>
        int.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    internal static bool IsForeign(Exception failure) =>
        failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or OverflowException or ArgumentOutOfRangeException or IndexOutOfRangeException;

    internal static OnnxException NotAModel(Exception cause) =>
        new($"The bytes are not an XGBoost model in JSON format: {cause.Message}", cause);
}
