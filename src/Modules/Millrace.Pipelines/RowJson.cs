using System.Text.Json;
using Millrace.Kernel.Digests;

namespace Millrace.Pipelines;

/// <summary>Documents inside rows.</summary>
internal static class RowJson
{
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, CanonicalJson.Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, CanonicalJson.Options)!;

    /// <summary>An enum value as it stands in tables and JSON: camelCase.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static T Named<T>(string name)
        where T : struct, Enum => Enum.Parse<T>(name, ignoreCase: true);
}
