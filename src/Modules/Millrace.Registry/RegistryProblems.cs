using Millrace.Kernel.Problems;
using Millrace.Registry.Contracts;
using Millrace.Registry.Promotion;

namespace Millrace.Registry;

internal static class RegistryProblems
{
    public static Problem ModelNotFound(string model, IEnumerable<string> known) => new(
        "registry.model-not-found", ProblemKind.NotFound,
        $"There is no registered model '{model}'. {DidYouMean.Hint(model, known)}",
        "List them with: millrace models list");

    public static Problem VersionNotFound(string model, int version, int newest) => new(
        "registry.version-not-found", ProblemKind.NotFound,
        $"Model '{model}' has no version {version}; the newest is {newest}.",
        $"List them with: millrace models show {model}");

    public static Problem StageEmpty(string model, Stage stage) => new(
        "registry.stage-empty", ProblemKind.NotFound,
        $"Model '{model}' has no version in {stage}.",
        $"Look at its versions with: millrace models show {model}");

    public static Problem MoveNotAllowed(StageMove move, Stage from) => new(
        "registry.move-not-allowed", ProblemKind.Conflict,
        $"Model '{move.Model}' version {move.Version} is in {from} and cannot go to {move.To}.",
        $"From {from} it can go to: {string.Join(", ", PromotionPath.From(from))}.");

    public static Problem ApprovalsNeeded(string model, int version, Stage to, int needed) => new(
        "registry.approvals-needed", ProblemKind.GateNotPassed,
        $"Model '{model}' version {version} needs {needed} approval(s) before {to}.",
        $"Promote it by hand with: millrace models promote {model} {version} --to {to}");

    public static Problem GatesNotPassed(string model, int version, IEnumerable<string> reasons) => new(
        "registry.gates-not-passed", ProblemKind.GateNotPassed,
        $"Model '{model}' version {version} stays in None: {string.Join(" ", reasons)}",
        $"Look at the evidence with: millrace models show {model} --version {version}");
}
