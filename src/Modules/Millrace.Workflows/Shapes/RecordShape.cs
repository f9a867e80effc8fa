using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Millrace.Kernel.Problems;
using Millrace.Workflows.Reading;

namespace Millrace.Workflows.Shapes;

/// <summary>A block with known keys: a record whose properties are the keys. Required properties are required keys, the
/// others keep the value the record starts with.</summary>
internal sealed class RecordShape : ValueShape
{
    private readonly Type type;

    public RecordShape(Type type, string? chosenBy = null)
    {
        this.type = type;
        ChosenBy = chosenBy;
        Help = type.GetCustomAttribute<HelpAttribute>()?.Text ?? "";
        Keys = [.. PropertiesOf(type).Select(KeyShape.Of)];
    }

    /// <summary>What the block is about.</summary>
    public string Help { get; }

    /// <summary>The key that chose this kind and is no property of it; null for most.</summary>
    public string? ChosenBy { get; }

    /// <summary>The known keys.</summary>
    public IReadOnlyList<KeyShape> Keys { get; }

    /// <summary>Name in the schema's definitions.</summary>
    public string Name => JsonNamingPolicy.SnakeCaseLower.ConvertName(type.Name);

    public override string Expected => "a block of keys";

    public override object Placeholder
    {
        get
        {
            var record = Activator.CreateInstance(type)!;
            foreach (var key in Keys.Where(key => key.IsRequired))
            {
                key.Property.SetValue(record, key.Value.Placeholder);
            }

            return record;
        }
    }

    public override object? Bind(BindScope scope, Node node, string path)
    {
        if (node is not MappingNode mapping)
        {
            scope.Report(path, node.At, node is ScalarNode { IsNull: true }
                ? WorkflowProblems.MissingValue(path, Expected)
                : WorkflowProblems.WrongType(path, Expected, node.Kind));
            return null;
        }

        var record = Placeholder;
        foreach (var entry in mapping.Entries)
        {
            BindEntry(scope, entry, path, record);
        }

        ReportMissing(scope, mapping, path);
        return record;
    }

    public override JsonObject Schema(SchemaDefinitions definitions) =>
        definitions.Define(Name, () => SchemaWriter.Record(this, definitions));

    private void BindEntry(BindScope scope, Entry entry, string path, object record)
    {
        var at = Join(path, entry.Key);
        var known = Keys.FirstOrDefault(key => key.Key == entry.Key);
        if (known is null)
        {
            ReportUnknown(scope, entry, path, at);
            return;
        }

        scope.Places.Set(at, entry.At, entry.Value.At);
        if (known.Value.Bind(scope, entry.Value, at) is { } value)
        {
            known.Property.SetValue(record, value);
        }
    }

    private void ReportUnknown(BindScope scope, Entry entry, string path, string at)
    {
        if (entry.Key == ChosenBy || (path.Length == 0 && entry.Key.StartsWith("x-", StringComparison.Ordinal)))
        {
            return;
        }

        var names = Keys.Select(key => key.Key).Concat(ChosenBy is null ? [] : [ChosenBy]).ToList();
        scope.Report(at, entry.At, WorkflowProblems.UnknownKey(path, entry.Key, names));
        if (DidYouMean.Closest(entry.Key, names) is { } meant)
        {
            scope.Places.Break(Join(path, meant));
        }
    }

    // A key that a misspelled one was meant to be is not missing as well.
    private void ReportMissing(BindScope scope, MappingNode mapping, string path)
    {
        foreach (var key in Keys.Where(key => key.IsRequired && mapping.Find(key.Key) is null))
        {
            var at = Join(path, key.Key);
            if (!scope.Places.IsBroken(at))
            {
                scope.Report(at, path.Length == 0 ? mapping.At : scope.Places.Key(path), WorkflowProblems.MissingKey(path, key.Key, key.Help));
            }
        }
    }

    private static IEnumerable<PropertyInfo> PropertiesOf(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(property => property.SetMethod is { IsPublic: true })
        .Concat(type.BaseType is { } above && above != typeof(object) ? PropertiesOf(above) : []);

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}
