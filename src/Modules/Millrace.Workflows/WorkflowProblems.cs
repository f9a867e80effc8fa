using System.Globalization;
using Millrace.Kernel.Problems;
using Millrace.Workflows.Reading;

namespace Millrace.Workflows;

/// <summary>Everything that can be wrong with a workflow file.</summary>
internal static partial class WorkflowProblems
{
    public const string FileNotFoundCode = "workflow.file-not-found";
    public const string FileUnreadableCode = "workflow.file-unreadable";
    public const string FileTooLargeCode = "workflow.file-too-large";
    public const string FileNotTextCode = "workflow.file-not-text";
    public const string FileEmptyCode = "workflow.file-empty";
    public const string NotYamlCode = "workflow.not-yaml";
    public const string DuplicateKeyCode = "workflow.duplicate-key";
    public const string UnknownAliasCode = "workflow.unknown-alias";
    public const string EnvFileMalformedCode = "workflow.env-file-malformed";
    public const string VariableUnsetCode = "workflow.variable-unset";
    public const string VariableMalformedCode = "workflow.variable-malformed";
    public const string UnknownKeyCode = "workflow.unknown-key";
    public const string MissingKeyCode = "workflow.missing-key";
    public const string MissingValueCode = "workflow.missing-value";
    public const string WrongTypeCode = "workflow.wrong-type";
    public const string UnknownWordCode = "workflow.unknown-word";
    public const string BadNameCode = "workflow.bad-name";
    public const string BadUnitCode = "workflow.bad-unit";
    public const string BadDateCode = "workflow.bad-date";
    public const string OutOfRangeCode = "workflow.out-of-range";
    public const string UnknownReferenceCode = "workflow.unknown-reference";
    public const string DuplicateNameCode = "workflow.duplicate-name";
    public const string ContradictionCode = "workflow.contradiction";
    public const string FutureLeakCode = "workflow.future-leak";

    public static Problem FileNotFound(string path) => new(
        FileNotFoundCode, ProblemKind.NotFound, $"There is no file '{path}'.", "Give the path of a workflow file: millrace check samples/flights/workflow.yaml");

    public static Problem FileIsFolder(string path) => new(
        FileUnreadableCode, ProblemKind.Invalid, $"'{path}' is a folder.", $"Give the file in it: {Path.Combine(path, "workflow.yaml")}");

    public static Problem FileUnreadable(string path, string reason) => new(
        FileUnreadableCode, ProblemKind.Unavailable, $"'{path}' cannot be read: {reason}", "Check the file's permissions.");

    public static Problem FileTooLarge(string path, long sizeBytes, long limitBytes) => new(
        FileTooLargeCode, ProblemKind.Invalid,
        string.Create(CultureInfo.InvariantCulture, $"'{path}' has {sizeBytes:N0} bytes; a workflow file has at most {limitBytes:N0}."),
        "Is it a data file? Name data files under data.sources.");

    public static Problem FileNotText(string path) => new(
        FileNotTextCode, ProblemKind.Invalid, $"'{path}' is not UTF-8 text.", "Save it as UTF-8. A data file belongs under data.sources.");

    public static Problem FileEmpty() => new(
        FileEmptyCode, ProblemKind.Invalid, "The file is empty.", "Start from samples/flights/workflow.yaml.");

    public static Problem NotYaml(string reason) => new(
        NotYamlCode, ProblemKind.Invalid, $"This is not YAML: {reason}", "Indent with spaces; quote texts that contain ': ' or a bracket, and variables inside { } or [ ]: \"${NAME}\".");

    public static Problem TooDeep(int levels) => new(
        NotYamlCode, ProblemKind.Invalid, $"Blocks are nested more than {levels} levels deep.", "A workflow needs six. Is a bracket not closed?");

    public static Problem SecondDocument() => new(
        NotYamlCode, ProblemKind.Invalid, "A second YAML document starts here.", "Remove the line '---': a file holds one workflow.");

    public static Problem TagNotSupported(string tag) => new(
        NotYamlCode, ProblemKind.Invalid, $"The tag '{tag}' has no meaning here.", "Remove it.");

    public static Problem KeyNotText(string kind) => new(
        NotYamlCode, ProblemKind.Invalid, $"A key must be a text, but this is {kind}.", "Quote it if it is meant to be a text.");

    public static Problem MergeNotMapping(string kind) => new(
        NotYamlCode, ProblemKind.Invalid, $"'<<' merges a block of keys, but this is {kind}.", "Point it at an anchor with keys.");

    public static Problem DuplicateKey(string key, int firstLine) => new(
        DuplicateKeyCode, ProblemKind.Invalid, $"The key '{key}' is here twice; it is also in line {firstLine}.", "Remove one of the two.");

    public static Problem UnknownAlias(string name, IEnumerable<string> anchors) => new(
        UnknownAliasCode, ProblemKind.Invalid, $"There is no anchor '&{name}' before this.", DidYouMean.Hint(name, anchors));

    public static Problem EnvFileMalformed() => new(
        EnvFileMalformedCode, ProblemKind.Invalid, "This line is no assignment.", "Write NAME=value, or start the line with '#'.");

    public static Problem VariableUnset(string name, IEnumerable<string> known) => new(
        VariableUnsetCode, ProblemKind.Invalid, $"The variable '{name}' is not set and has no default.",
        (DidYouMean.Closest(name, known) is { } close ? $"Did you mean '{close}'? " : "")
        + $"Set it in the environment or in the file .env, or write ${{{name}:-default}}.");

    public static Problem VariableMalformed(string text) => new(
        VariableMalformedCode, ProblemKind.Invalid, $"'{text}' is no variable.", "Write ${NAME} or ${NAME:-default}; a literal '${' is '$${'.");
}
