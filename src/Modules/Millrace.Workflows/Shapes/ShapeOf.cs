using System.Collections.Concurrent;
using System.Reflection;
using Millrace.Workflows.Language;

namespace Millrace.Workflows.Shapes;

/// <summary>The shape that a property's type and attributes declare.</summary>
internal static class ShapeOf
{
    private static readonly ConcurrentDictionary<Type, ValueShape> Blocks = new();

    /// <summary>The shape of a whole section.</summary>
    public static RecordShape Record(Type type) => (RecordShape)Block(type);

    /// <summary>The shape of one key's value.</summary>
    public static ValueShape Property(PropertyInfo property) =>
        Value(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, property);

    private static ValueShape Value(Type type, PropertyInfo property)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var item = type.GetGenericArguments()[0];
            return new ListShape(item, Value(item, property), property.GetCustomAttribute<AtLeastAttribute>()?.Count ?? 0);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
        {
            return Map(type.GetGenericArguments()[1], property);
        }

        return Scalar(type, property) ?? Block(type);
    }

    // A map's name rule and vocabulary are about its keys.
    private static MapShape Map(Type item, PropertyInfo property)
    {
        var shape = item == typeof(string) ? new TextShape(null) : Value(item, property);
        return new MapShape(
            item, shape, property.GetCustomAttribute<NamedAttribute>()?.Rule, property.GetCustomAttribute<VocabularyAttribute>()?.Of);
    }

    private static ValueShape? Scalar(Type type, PropertyInfo property) => type switch
    {
        _ when type == typeof(string) => property.GetCustomAttribute<VocabularyAttribute>() is { } words
            ? new VocabularyShape(words.Of)
            : new TextShape(property.GetCustomAttribute<NamedAttribute>()?.Rule),
        _ when type == typeof(int) || type == typeof(long) || type == typeof(double) =>
            new NumberShape(type, property.GetCustomAttribute<WithinAttribute>()),
        _ when type == typeof(bool) => new FlagShape(),
        _ when type == typeof(Duration) => UnitShape.Duration,
        _ when type == typeof(Rate) => UnitShape.Rate,
        _ when type == typeof(Quantity) => UnitShape.Quantity,
        _ when type == typeof(DateTimeOffset) => UnitShape.Instant,
        _ when type == typeof(Literal) => new AnyScalarShape(),
        { IsEnum: true } => new WordShape(type),
        _ => null,
    };

    private static ValueShape Block(Type type) => Blocks.GetOrAdd(type, static block =>
        block.IsDefined(typeof(ChosenByAttribute)) ? new ChoiceShape(block) : new RecordShape(block));
}
