using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Millrace.Tracking.Contracts;

/// <summary>An experiment: a group of runs. Its text form is a decimal number.</summary>
/// <param name="Value">0 or more; counts up for each tenant.</param>
[JsonConverter(typeof(ExperimentIdJsonConverter))]
public readonly record struct ExperimentId(long Value)
{
    /// <summary>The experiment <c>Default</c>, which every tenant has.</summary>
    public static ExperimentId Default => new(0);

    /// <summary>Reads the text form.</summary>
    public static bool TryParse(string? text, out ExperimentId id)
    {
        var isId = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        id = new ExperimentId(value);
        return isId;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

internal sealed class ExperimentIdJsonConverter : JsonConverter<ExperimentId>
{
    public override ExperimentId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ExperimentId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("An experiment id is a decimal number as text.");

    public override void Write(Utf8JsonWriter writer, ExperimentId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
