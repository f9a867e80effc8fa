using Millrace.Training.Boosting;
using Millrace.Training.Contracts;

namespace Millrace.Tests.Training.Boosting;

public sealed class XgboostParametersTests
{
    [Fact]
    public void A_misspelled_parameter_is_named_with_the_one_it_was_meant_to_be()
    {
        var problem = Assert.Single(TrainingVocabulary.Check("xgboost", new Dictionary<string, double> { ["learning_rat"] = 0.1 }));

        Assert.Equal("training.unknown-parameter", problem.Code);
        Assert.Equal("Did you mean 'learning_rate'?", problem.Fix);
    }

    [Theory]
    [InlineData("learning_rate", 0)]
    [InlineData("learning_rate", 1.5)]
    [InlineData("max_depth", 3.5)]
    [InlineData("max_depth", -1)]
    [InlineData("max_bins", 257)]
    [InlineData("rounds", 0)]
    [InlineData("lambda", double.NaN)]
    [InlineData("lambda", double.PositiveInfinity)]
    public void A_value_outside_its_range_is_refused_with_the_range(string name, double value)
    {
        var problem = Assert.Single(TrainingVocabulary.Check("xgboost", new Dictionary<string, double> { [name] = value }));

        Assert.Equal("training.parameter-out-of-range", problem.Code);
        Assert.Contains(XgboostParameters.Engine.Parameters.Single(parameter => parameter.Name == name).Range, problem.What);
    }

    [Fact]
    public void Every_default_is_in_its_own_range() =>
        Assert.All(TrainingVocabulary.Engines.SelectMany(engine => engine.Parameters), parameter => Assert.True(parameter.Accepts(parameter.Default), parameter.Name));

    [Fact]
    public void Parameters_reach_the_engine_under_its_own_names()
    {
        var native = XgboostParameters.Native(XgboostParameters.Complete(new Dictionary<string, double> { ["learning_rate"] = 0.15, ["max_bins"] = 64 }), 7, 2)
            .Where(pair => pair.Key != "eval_metric").ToDictionary(pair => pair.Key, pair => pair.Value);

        Assert.Equal(("0.15", "64", "7", "2", "hist"), (native["eta"], native["max_bin"], native["seed"], native["nthread"], native["tree_method"]));
        Assert.DoesNotContain("rounds", native.Keys);
        Assert.DoesNotContain("grow_policy", native.Keys);
    }

    [Fact]
    public void An_unknown_engine_is_refused() =>
        Assert.Equal("Did you mean 'xgboost'?", TrainingVocabulary.Check("xgbost", new Dictionary<string, double>()).Single().Fix);
}
