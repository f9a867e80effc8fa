using Millrace.Training.Boosting;
using Millrace.Training.Contracts;

namespace Millrace.Tests.Training.Boosting;

public sealed class SearchPlanTests
{
    private static readonly Dictionary<string, IReadOnlyList<double>> Space = new()
    {
        ["max_depth"] = [3, 6],
        ["learning_rate"] = [0.1, 0.2, 0.3],
    };

    [Fact]
    public void A_grid_has_every_combination_once_and_keeps_the_other_parameters()
    {
        var trials = SearchPlan.Trials(With(new SearchSpec("grid", 100, Space)));

        Assert.Equal(6, trials.Select(trial => (trial["max_depth"], trial["learning_rate"])).Distinct().Count());
        Assert.All(trials, trial => Assert.Equal(0.6, trial["colsample_bytree"]));
    }

    [Fact]
    public void A_random_search_draws_without_repeating_and_the_same_again()
    {
        var spec = With(new SearchSpec("random", 4, Space));
        var drawn = SearchPlan.Trials(spec).Select(trial => (trial["max_depth"], trial["learning_rate"])).ToList();

        Assert.Equal(4, drawn.Distinct().Count());
        Assert.Equal(drawn, SearchPlan.Trials(spec).Select(trial => (trial["max_depth"], trial["learning_rate"])));
    }

    [Fact]
    public void Without_a_search_there_is_one_trial() => Assert.Single(SearchPlan.Trials(TrainingLab.Training));

    [Fact]
    public void A_search_over_unknown_or_unsearchable_parameters_is_refused()
    {
        var space = new Dictionary<string, IReadOnlyList<double>> { ["depth"] = [3], ["max_bins"] = [64] };

        Assert.Equal(
            ["training.unknown-parameter", "training.not-searchable"],
            TrainSpecRules.Check(With(new SearchSpec("grid", 5, space))).Select(problem => problem.Code));
    }

    private static TrainSpec With(SearchSpec search) => TrainingLab.Training with { Search = search };
}
