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
        var read = WorkflowReader.Read(path, environment ?? ProcessEnvironment());
        if (read.Scope is not { } scope)
        {
            return Outcome<LoadedWorkflow>.Failed(read.Problems.Found);
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var lineage = BindExpressions(scope, folder);
        if (read.Problems.Found.Count > 0)
        {
            return Outcome<LoadedWorkflow>.Failed(read.Problems.Found);
        }

        var digests = new SourceFiles(scope, folder).Digests(ct);
        if (read.Problems.Found.Count > 0)
        {
            return Outcome<LoadedWorkflow>.Failed(read.Problems.Found);
        }

        var plan = new PlanCompiler(scope.File, folder, digests).Compile();
        var positions = scope.Places.Values.ToDictionary(place => place.Key, place => read.Problems.Position(place.Value));
        return new LoadedWorkflow(path, plan, scope.File, lineage, read.Problems.Secrets, positions);
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
            new FeatureBinding(scope, guard, lineage).Bind(prepared);
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
