using Millrace.Training.Contracts;
using Millrace.Workflows.Language;

namespace Millrace.Workflows.Rules;

/// <summary>The engine takes the parameters, by its own bounds.</summary>
internal static class EngineRules
{
    public static void Check(RuleScope scope, TrainingSection training)
    {
        if (TrainingVocabulary.Engines.FirstOrDefault(known => known.Name == training.Engine) is not { } engine)
        {
            return;
        }

        foreach (var (name, value) in training.Parameters)
        {
            CheckValue(scope, engine, $"training.parameters.{name}", name, value);
        }

        if (training.Search is ValueSearch search)
        {
            CheckSpace(scope, engine, search);
        }
    }

    private static void CheckSpace(RuleScope scope, EngineInfo engine, ValueSearch search)
    {
        const string path = "training.search.space";
        if (search.Space.Count == 0)
        {
            scope.Report(path, WorkflowProblems.OutOfBounds($"'{path}' has no parameter to search over."));
        }

        foreach (var (name, values) in search.Space)
        {
            if (values.Count == 0)
            {
                scope.Report($"{path}.{name}", WorkflowProblems.OutOfBounds($"'{path}.{name}' has no value to try."));
            }

            foreach (var (index, value) in values.Index())
            {
                CheckValue(scope, engine, $"{path}.{name}[{index}]", name, value);
            }
        }
    }

    private static void CheckValue(RuleScope scope, EngineInfo engine, string path, string name, double value)
    {
        foreach (var problem in engine.Check(name, value))
        {
            scope.Report(path, problem);
        }
    }
}
