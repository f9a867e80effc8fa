using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Millrace.Workflows.Shapes;

/// <summary>One key of a block.</summary>
/// <param name="Key">As written in the file.</param>
/// <param name="Help">What it means.</param>
/// <param name="Value">What its value may look like.</param>
/// <param name="IsRequired">Whether it must be there.</param>
/// <param name="Property">Where it is kept.</param>
internal sealed record KeyShape(string Key, string Help, ValueShape Value, bool IsRequired, PropertyInfo Property)
{
    public static KeyShape Of(PropertyInfo property) => new(
        property.GetCustomAttribute<WrittenAttribute>()?.Word ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name),
        property.GetCustomAttribute<HelpAttribute>()?.Text
            ?? throw new InvalidOperationException($"{property.DeclaringType!.Name}.{property.Name} needs [Help]."),
        ShapeOf.Property(property),
        property.IsDefined(typeof(RequiredMemberAttribute)),
        property);
}
