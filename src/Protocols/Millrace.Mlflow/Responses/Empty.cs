using System.Text.Json.Serialization;

namespace Millrace.Mlflow.Responses;

/// <summary>A request or answer without parameters.</summary>
public sealed record Empty
{
    /// <summary>The one value.</summary>
    public static Empty Value { get; } = new();
}

/// <summary>How <see cref="Empty"/> is written: <c>{}</c>.</summary>
[JsonSerializable(typeof(Empty))]
public sealed partial class EmptyJson : JsonSerializerContext;
