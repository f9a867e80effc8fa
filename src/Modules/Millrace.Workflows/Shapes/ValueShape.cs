using System.Text.Json.Nodes;
using Millrace.Workflows.Reading;

namespace Millrace.Workflows.Shapes;

/// <summary>What a value of the file may look like. Declared once by a record's property; binds the value, words the
/// messages, and writes the JSON Schema.</summary>
internal abstract class ValueShape
{
    /// <summary>What is expected, for messages: <c>a number</c>, <c>a duration like 2h</c>.</summary>
    public abstract string Expected { get; }

    /// <summary>Stands in for a value that is missing or wrong; never null.</summary>
    public abstract object Placeholder { get; }

    /// <summary>The value of the property's type, or null when it is wrong (reported).</summary>
    public abstract object? Bind(BindScope scope, Node node, string path);

    /// <summary>The JSON Schema of such a value.</summary>
    public abstract JsonObject Schema(SchemaDefinitions definitions);

    /// <summary>A default value as it would be written in the file, or null for one that cannot be.</summary>
    public virtual JsonNode? Written(object value) => null;
}
