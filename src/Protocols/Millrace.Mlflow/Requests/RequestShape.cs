using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization.Metadata;
using Millrace.Kernel.Problems;
using Millrace.Mlflow.Errors;

namespace Millrace.Mlflow.Requests;

/// <summary>What is known of a request type: which parameters it must have, and which of them are lists or truth values.</summary>
internal sealed class RequestShape
{
    private static readonly ConcurrentDictionary<JsonTypeInfo, RequestShape> Known = new();
    private readonly List<JsonPropertyInfo> required;

    private RequestShape(JsonTypeInfo type)
    {
        required = [.. type.Properties.Where(property => property.AttributeProvider?.IsDefined(typeof(RequiredAttribute), true) == true)];
        Parameters = type.Properties.ToDictionary(property => property.Name, KindOf, StringComparer.Ordinal);
    }

    /// <summary>Every parameter by its name on the wire.</summary>
    public IReadOnlyDictionary<string, ParameterKind> Parameters { get; }

    public static RequestShape Of(JsonTypeInfo type) => Known.GetOrAdd(type, static of => new RequestShape(of));

    /// <summary>A problem for each required parameter that is null or empty.</summary>
    public List<Problem>? Missing(object request)
    {
        List<Problem>? missing = null;
        foreach (var property in required)
        {
            if (property.Get!(request) is null or "")
            {
                (missing ??= []).Add(MlflowProblems.Missing(property.Name));
            }
        }

        return missing;
    }

    private static ParameterKind KindOf(JsonPropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type == typeof(bool) ? ParameterKind.Truth
            : type != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(type) ? ParameterKind.List
            : ParameterKind.Single;
    }
}

/// <summary>How a parameter stands in a query.</summary>
internal enum ParameterKind
{
    /// <summary>Once.</summary>
    Single,

    /// <summary>Once, <c>true</c> or <c>false</c>.</summary>
    Truth,

    /// <summary>Once for each element.</summary>
    List,
}
