using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Millrace.Kernel.Problems;
using Millrace.Workflows.Reading;

namespace Millrace.Workflows.Shapes;

/// <summary>A block that is one of several kinds, told apart by one key: <c>check: between</c>, <c>gate: threshold</c>.
/// Each kind has its own keys, so a missing and a superfluous key are found for each.</summary>
internal sealed class ChoiceShape : ValueShape
{
    private readonly Type type;
    private readonly string chooser;
    private readonly PropertyInfo? chosen;

    public ChoiceShape(Type type)
    {
        this.type = type;
        chooser = type.GetCustomAttribute<ChosenByAttribute>()!.Key;
        chosen = type.GetProperty("Chosen");
        Help = type.GetCustomAttribute<HelpAttribute>()?.Text ?? "";
        Choices =
        [
            .. type.Assembly.GetTypes()
                .Where(candidate => candidate.BaseType == type)
                .OrderBy(candidate => candidate.MetadataToken)
                .SelectMany(candidate => candidate.GetCustomAttributes<ChoiceAttribute>()
                    .Select(choice => (choice.Word, new RecordShape(candidate, chooser)))),
        ];
    }

    /// <summary>What the block is about.</summary>
    public string Help { get; }

    /// <summary>The key that chooses.</summary>
    public string Chooser => chooser;

    /// <summary>Word → its kind, in the order of declaration.</summary>
    public IReadOnlyList<(string Word, RecordShape Shape)> Choices { get; }

    /// <summary>Name in the schema's definitions.</summary>
    public string Name => JsonNamingPolicy.SnakeCaseLower.ConvertName(type.Name);

    public override string Expected => $"a block with the key '{chooser}'";

    public override object Placeholder => Chosen(Choices[0].Word, Choices[0].Shape.Placeholder);

    public override object? Bind(BindScope scope, Node node, string path)
    {
        if (node is not MappingNode mapping)
        {
            scope.Report(path, node.At, node is ScalarNode { IsNull: true }
                ? WorkflowProblems.MissingValue(path, Expected)
                : WorkflowProblems.WrongType(path, Expected, node.Kind));
            return null;
        }

        var at = $"{path}.{chooser}";
        if (mapping.Find(chooser) is not { } entry)
        {
            ReportNoChooser(scope, mapping, path, at);
            return null;
        }

        scope.Places.Set(at, entry.At, entry.Value.At);
        if (scope.Text(entry.Value, at, Expected) is not { } word)
        {
            return null;
        }

        var choice = Choices.FirstOrDefault(candidate => candidate.Word == word.Text);
        if (choice.Word is null)
        {
            scope.Report(at, entry.Value.At, WorkflowProblems.UnknownWord(at, word, Choices.Select(known => known.Word)));
            scope.Places.Break(path);
            return null;
        }

        return choice.Shape.Bind(scope, mapping, path) is { } bound ? Chosen(choice.Word, bound) : null;
    }

    public override JsonObject Schema(SchemaDefinitions definitions) =>
        definitions.Define(Name, () => SchemaWriter.Choice(this, definitions));

    private void ReportNoChooser(BindScope scope, MappingNode mapping, string path, string at)
    {
        // The chooser misspelled: the one key that no kind has and that comes close.
        var known = Choices.SelectMany(choice => choice.Shape.Keys).Select(key => key.Key).ToHashSet(StringComparer.Ordinal);
        var misspelled = mapping.Entries.FirstOrDefault(entry =>
            !known.Contains(entry.Key) && DidYouMean.Closest(entry.Key, [chooser]) is not null);
        if (misspelled is not null)
        {
            scope.Report(path, misspelled.At, WorkflowProblems.UnknownKey(path, misspelled.Key, [chooser]));
        }
        else
        {
            scope.Report(path, mapping.At, WorkflowProblems.MissingChooser(at, chooser, Choices.Select(choice => choice.Word)));
        }
    }

    private object Chosen(string word, object bound)
    {
        chosen?.SetValue(bound, word);
        return bound;
    }
}
