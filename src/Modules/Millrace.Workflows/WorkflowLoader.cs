using System.Collections;
using Millrace.DuckDb;
using Millrace.DuckDb.Expressions;
using Millrace.Kernel.Problems;
using Millrace.Workflows.Compile;
using Millrace.Workflows.Contracts;
using Millrace.Workflows.Language;
using Millrace.Workflows.Reading;
using Millrace.Workflows.Rules;

namespace Millrace.Workflows;

/// <summary>From a path to a workflow that can run.</summary>
public static class WorkflowLoader
{
    /// <summary>Reads, checks, binds and compiles a workflow file.</summary>
    /// <param name="path">The file; its sources' relative paths and its <c>.env</c> are beside it.</param>
    /// <param name="environment">Variables for <c>${NAME}</c>, before those of <c>.env</c>; null for the process's own.</param>
    /// <param name="ct">Stops reading the sources.</param>
    /// <returns>The workflow, or every problem of the file at once, each with its place.</returns>
    public static Outcome<LoadedWorkflow> Load(
        string path, IReadOnlyDictionary<string, string>? environment = null, CancellationToken ct = default)
    {
        var check = Check(path, environment, ct);
        return check.Workflow is { } workflow ? workflow : Outcome<LoadedWorkflow>.Failed(check.Problems);
    }

    /// <summary>The same, for a file whose design is to be judged also when it has problems.</summary>
    /// <param name="path">The file; its sources' relative paths and its <c>.env</c> are beside it.</param>
    /// <param name="environment">Variables for <c>${NAME}</c>, before those of <c>.env</c>; null for the process's own.</param>
    /// <param name="ct">Stops reading the sources.</param>
    public static WorkflowCheck Check(
        string path, IReadOnlyDictionary<string, string>? environment = null, CancellationToken ct = default)
    {
        var read = WorkflowReader.Read(path, environment ?? ProcessEnvironment());
        if (read.Scope is not { } scope)
        {
            return new WorkflowCheck(path, read, null, null);
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var lineage = BindExpressions(scope, folder);
        var workflow = read.Problems.Found.Count == 0 ? Compile(path, read, scope, lineage, folder, ct) : null;
        return new WorkflowCheck(path, read, lineage, workflow);
    }

    private static LoadedWorkflow? Compile(
        string path, ReadFile read, RuleScope scope, Lineage lineage, string folder, CancellationToken ct)
    {
        var digests = new SourceFiles(scope, folder).Digests(ct);
        return read.Problems.Found.Count == 0
            ? new LoadedWorkflow(path, new PlanCompiler(scope.File, folder, digests).Compile(), scope, lineage, read.Problems)
            : null;
    }

    private static Lineage BindExpressions(RuleScope scope, string folder)
    {
        using var database = DuckDatabase.Open(null, new DuckDbOptions { Threads = 1 });
        database.LockDown();
        using var connection = database.Connect();
        var guard = new ExpressionGuard(connection);
        var lineage = Lineage.Of(scope.File, guard);
        LeakRules.Check(scope, lineage);
        if (DataBinding.Bind(scope, new SourceFiles(scope, folder).ReadColumns()) is { } prepared)
        {
            FeatureBinding.Bind(scope, guard, lineage, prepared);
            if (scope.File.Serving is { Mode: ServingMode.RealTime })
            {
                new OnlineBinding(scope, connection, lineage).Bind(prepared);
            }
        }

        return lineage;
    }

    private static Dictionary<string, string> ProcessEnvironment() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
}
