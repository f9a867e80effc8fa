using Millrace.Kernel.Problems;
using Millrace.Workflows.Reading;

namespace Millrace.Workflows;

/// <content>Keys and values that do not fit their shape.</content>
internal static partial class WorkflowProblems
{
    public static Problem UnknownKey(string path, string key, IEnumerable<string> known) => new(
        UnknownKeyCode, ProblemKind.Invalid, $"{Owner(path)} has no key '{key}'.", DidYouMean.Hint(key, known));

    public static Problem MissingKey(string path, string key, string help) => new(
        MissingKeyCode, ProblemKind.Invalid, $"{Owner(path)} lacks the key '{key}'.", $"Add '{key}': {Lower(help)}");

    public static Problem MissingChooser(string path, string key, IEnumerable<string> words) => new(
        MissingKeyCode, ProblemKind.Invalid, $"{Owner(Above(path))} lacks the key '{key}'.", $"Add '{key}': one of {string.Join(", ", words)}.");

    public static Problem MissingValue(string path, string expected) => new(
        MissingValueCode, ProblemKind.Invalid, $"'{path}' has no value.", $"Write {expected}, or remove the key.");

    public static Problem WrongType(string path, string expected, string got) => new(
        WrongTypeCode, ProblemKind.Invalid, $"'{path}' must be {expected}, but is {got}.", null);

    public static Problem NotAList(string path, Node node) => new(
        WrongTypeCode, ProblemKind.Invalid, $"'{path}' must be a list, but is {node.Kind}.",
        node is ScalarNode scalar && !scalar.Text.Contains('$', StringComparison.Ordinal) ? $"Write [{scalar.Text}]." : "Write [a, b] or one '- item' a line.");

    public static Problem TextNeedsQuotes(string path, string text) => new(
        WrongTypeCode, ProblemKind.Invalid, $"'{path}' must be a text, but YAML reads {text} as another type.", $"Write \"{text}\".");

    public static Problem NumberInQuotes(string path, string expected, string text) => new(
        WrongTypeCode, ProblemKind.Invalid, $"'{path}' must be {expected}, but is the text \"{text}\".", "Remove the quotes.");

    public static Problem TooFewItems(string path, int atLeast, int count) => new(
        OutOfRangeCode, ProblemKind.Invalid, $"'{path}' must have at least {atLeast} {(atLeast == 1 ? "item" : "items")}, but has {count}.", null);

    public static Problem UnknownWord(string path, Filled got, IEnumerable<string> known) => new(
        UnknownWordCode, ProblemKind.Invalid, $"'{path}' cannot be '{got.Shown}'.", DidYouMean.Hint(got.Text, known));

    public static Problem BadName(string path, string got, string rule) => new(
        BadNameCode, ProblemKind.Invalid, $"'{got}' in '{path}' is no name.", $"A name is {rule}.");

    public static Problem BadUnit(string path, string expected, string got) => new(
        BadUnitCode, ProblemKind.Invalid, $"'{path}' must be {expected}, but is '{got}'.", $"Write {expected}.");

    public static Problem BadDate(string path, string got) => new(
        BadDateCode, ProblemKind.Invalid, $"'{path}' must be a date, but is '{got}'.", "Write 2001-06-01 or 2001-06-01T12:00:00Z; without a zone it is UTC.");

    public static Problem OutOfRange(string path, string expected, string got) => new(
        OutOfRangeCode, ProblemKind.Invalid, $"'{path}' must be {expected}, but is {got}.", null);

    private static string Owner(string path) => path.Length == 0 ? "The file" : $"'{path}'";

    private static string Above(string path) => path[..Math.Max(0, path.LastIndexOf('.'))];

    private static string Lower(string help) => help.Length == 0 ? help : char.ToLowerInvariant(help[0]) + help[1..];
}
