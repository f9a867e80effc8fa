using System.Text.Json;
using Millrace.Kernel.Problems;
using Millrace.Registry.Contracts;
using Millrace.Registry.Promotion;

namespace Millrace.Registry;

/// <summary>What can be wrong with models and versions. MLflow's clients look for its phrases, so those stand at the beginning.</summary>
internal static class RegistryProblems
{
    public static Problem ModelNotFound(string model, IEnumerable<string> known) => new(
        "registry.model-not-found", ProblemKind.NotFound,
        $"Registered Model with name={model} not found.{(DidYouMean.Closest(model, known) is { } close ? $" Did you mean '{close}'?" : "")}",
        "List them with: millrace models list");

    public static Problem ModelExists(string model, bool isPrompt) => new(
        "registry.model-exists", ProblemKind.Conflict,
        $"{(isPrompt ? "Prompt" : "Registered Model")} (name={model}) already exists.", "Use it, or choose another name.");

    public static Problem NameTaken(string model, bool wantsPrompt) => new(
        "registry.name-taken-exists", ProblemKind.Conflict,
        $"Tried to create a {Kind(wantsPrompt)} with name '{model}', but the name is already taken by a {Kind(!wantsPrompt)}.",
        "A model and a prompt cannot have the same name: choose another.");

    public static Problem VersionNotFound(string model, int version, int newest) => new(
        "registry.version-not-found", ProblemKind.NotFound,
        $"Model Version (name={model}, version={version}) not found{(newest > 0 ? $"; the newest is {newest}" : "")}.",
        $"List them with: millrace models show {model}");

    public static Problem StageEmpty(string model, Stage stage) => new(
        "registry.stage-empty", ProblemKind.NotFound,
        $"No versions of model with name '{model}' and stage '{stage}' found.",
        $"Look at its versions with: millrace models show {model}");

    public static Problem NoVersions(string model) => new(
        "registry.no-versions", ProblemKind.NotFound,
        $"Latest version not found for model {model}: it has none.", "Register one first.");

    // MLflow calls a missing alias an invalid value, and its clients count on it.
    public static Problem AliasNotFound(string model, string alias) => new(
        "registry.alias-not-found", ProblemKind.Invalid,
        $"Registered model alias {alias} not found.", $"Look at the aliases with: millrace models show {model}");

    public static Problem MoveNotAllowed(StageMove move, Stage from) => new(
        "registry.move-not-allowed", ProblemKind.Conflict,
        $"Model '{move.Model}' version {move.Version} is in {from} and cannot go to {move.To}.",
        $"From {from} it can go to: {string.Join(", ", PromotionPath.From(from))}.");

    public static Problem GatesMissing(StageMove move, string? decision) => new(
        "registry.gates-missing", ProblemKind.GateNotPassed,
        $"Model '{move.Model}' version {move.Version} was registered by a workflow, and its gates {(decision is null ? "were not evaluated" : $"said {decision}")}; only a pass goes to {move.To}.",
        $"Look at the evidence with: millrace models history {move.Model}");

    public static Problem ApprovalsNeeded(string model, int version, Stage to, int needed, IReadOnlyCollection<string> given) => new(
        "registry.approvals-needed", ProblemKind.GateNotPassed,
        $"Model '{model}' version {version} needs {needed} approval(s) by different people before {to} and has {given.Count}{(given.Count > 0 ? $" ({string.Join(", ", given)})" : "")}.",
        $"Approve it with: millrace models approve {model} {version} --to {to} --as NAME --comment TEXT");

    public static Problem AlreadyApproved(string model, int version, Stage to, string actor) => new(
        "registry.already-approved", ProblemKind.Conflict,
        $"'{actor}' has approved model '{model}' version {version} for {to} already.", "Another person must approve it.");

    public static Problem NothingToRestore(string model) => new(
        "registry.nothing-to-restore", ProblemKind.NotFound,
        $"Model '{model}' has no earlier Production version to go back to.", $"Look at its history with: millrace models history {model}");

    public static Problem GatesNotPassed(string model, int version, IEnumerable<string> reasons) => new(
        "registry.gates-not-passed", ProblemKind.GateNotPassed,
        $"Model '{model}' version {version} stays in None: {string.Join(" ", reasons)}",
        $"Look at the evidence with: millrace models show {model} --version {version}");

    public static Problem VersionNotNumber(string version) => new(
        "registry.version-not-number", ProblemKind.Invalid, $"Parameter 'version' must be an integer, got '{Cut(version)}'.", "Versions count from 1.");

    public static Problem StageUnknown(string stage) => new(
        "registry.stage-unknown", ProblemKind.Invalid,
        $"Invalid Model Version stage: {Cut(stage)}. Value must be one of {string.Join(", ", Enum.GetNames<Stage>())}.");

    public static Problem NothingToArchive(Stage stage) => new(
        "registry.nothing-to-archive", ProblemKind.Invalid,
        $"Model version transition cannot archive existing model versions because '{stage}' is not an Active stage. Valid stages are ['Staging', 'Production'].",
        "Leave archive_existing_versions out.");

    public static Problem KeyCharacters(string key) => new(
        "registry.key-invalid", ProblemKind.Invalid,
        $"Invalid value {JsonSerializer.Serialize(Cut(key))} for parameter 'key' supplied: Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).");

    public static Problem KeyIsPath(string key, string resolved) => new(
        "registry.key-invalid", ProblemKind.Invalid,
        $"Invalid value {JsonSerializer.Serialize(Cut(key))} for parameter 'key' supplied: Names may be treated as files in certain cases, and must not resolve to other names when treated as such. This name would resolve to '{Cut(resolved)}'.");

    public static Problem TooLong(string what, int most) => new(
        "registry.too-long", ProblemKind.Invalid, $"'{what}' exceeds the maximum length of {most} characters.", "Store the text as an artifact and keep its path.");

    public static Problem PromptTooLong(int most) => new(
        "registry.too-long", ProblemKind.Invalid, $"Prompt text exceeds max length of {most} characters.", "Shorten it, or split the prompt.");

    public static Problem NameMissing(string parameter) => new(
        "registry.name-missing", ProblemKind.Invalid, $"Missing value for required parameter '{parameter}'.", "Give it a name.");

    public static Problem AliasCharacters(string alias) => new(
        "registry.alias-invalid", ProblemKind.Invalid,
        $"Invalid alias name: '{Cut(alias)}'. Names may only contain alphanumerics, underscores (_), and dashes (-).");

    public static Problem AliasReserved(string alias) => new(
        "registry.alias-reserved", ProblemKind.Invalid,
        alias.Equals("latest", StringComparison.OrdinalIgnoreCase)
            ? "'latest' alias name (case insensitive) is reserved."
            : $"Version alias name '{Cut(alias)}' is reserved.",
        "Choose another alias.");

    public static Problem SourceLocal(string source, string owner) => new(
        "registry.source-refused", ProblemKind.Invalid,
        $"Invalid model version source: '{Cut(source)}'. To use a local path as a model version source, the {owner} request parameter has to be specified and the local path has to be contained within the artifact directory of what {owner} names.",
        "Log the model to a run and register its runs:/ or models:/ URI.");

    public static Problem SourceRelative(string source) => new(
        "registry.source-refused", ProblemKind.Invalid,
        $"Invalid model version source: '{Cut(source)}'. An absolute path must be provided without relative path references present.",
        "Use a URI without '..', '.', escapes of them, or control characters.");

    public static Problem SourceNotFound(string source, Problem why) => new(
        "registry.source-not-found", ProblemKind.NotFound,
        $"Unable to fetch model from model URI source artifact location '{Cut(source)}'. {why.What}", why.Fix);

    public static Problem UriInvalid(string uri) => new(
        "registry.uri-invalid", ProblemKind.Invalid, $"Not a proper models:/ URI: {Cut(uri)}.",
        "Models URIs are 'models:/NAME/VERSION', 'models:/NAME/STAGE', 'models:/NAME/latest' and 'models:/NAME@ALIAS'.");

    public static Problem MaxResults(long given, long most) => new(
        "registry.max-results", ProblemKind.Invalid,
        $"Invalid value {given} for parameter 'max_results' supplied: It must be a positive integer and at most {most}, but got value {given}.",
        "Ask for pages and follow next_page_token.");

    public static Problem TimeUnreadable(string text) => new(
        "registry.time-unreadable", ProblemKind.Invalid, $"'{Cut(text)}' is no time.", "Write it as 2026-06-01T12:00:00Z.");

    private static string Kind(bool isPrompt) => isPrompt ? "prompt" : "registered model";

    private static string Cut(string text) => text.Length <= 300 ? text : text[..300] + "…";
}
