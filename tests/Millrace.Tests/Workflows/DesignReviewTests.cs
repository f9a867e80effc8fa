using Millrace.Kernel.Verdicts;
using Millrace.Workflows;
using Millrace.Workflows.Contracts;

namespace Millrace.Tests.Workflows;

public sealed class DesignReviewTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    // Which verdict, find in the sample (a whole section for a key that ends in ':'), replace, decision, part of what is said.
    public static TheoryData<string, string, string, Decision, string> Changes => new()
    {
        { "design.business_metric", "problem.business_metric:", "", Decision.Fail, "business_metric:" },
        { "design.leakage", "      leakage: \"Counts a flight only from landed_at on (created time), in UTC; a local clock would look up to six hours ahead.\"\n", "", Decision.Fail, "No leakage note for views.network" },
        { "design.leakage", ", leakage: \"Known at departure.\" }", " }", Decision.Fail, "No leakage note for on_demand.weekday" },
        { "design.leakage", ", leakage: \"From the two views' past windows.\" }", " }", Decision.Fail, "on_demand.slot_share_of_route" },
        { "design.leakage", "expected: { min: 1, max: 6000 }, leakage: \"Static.\" }", "expected: { min: 1, max: 6000 } }", Decision.Pass, "depend on time have a leakage note" },
        { "design.leakage", "  created_time: landed_at\n", "", Decision.Fail, "Nothing says when 'late' becomes known" },
        { "design.reproducibility", "tracking:", "", Decision.Fail, "log: [parameters" },
        { "design.reproducibility", "environment, git, seed]", "environment]", Decision.Fail, "without git and seed" },
        { "design.split", "    purge: true", "    purge: false", Decision.Fail, "known only after it ended" },
        { "design.promotion", "registry:", "", Decision.Fail, "gates:" },
        { "design.promotion", "path: [None, Staging, Production]", "path: [None, Staging]", Decision.Fail, "ends at Staging" },
        { "design.promotion", "    - { gate: threshold, metric: test.roc_auc }\n", "", Decision.Fail, "success threshold on test.roc_auc" },
        { "design.serving", "serving:", "", Decision.Fail, "throughput: 200rps" },
        { "design.serving", "  throughput: 200rps\n", "", Decision.Fail, "how many requests" },
        { "design.serving", "mode: real_time", "mode: batch", Decision.NotEvaluated, "has not run yet" },
        { "design.ab_test", "ab_test:", "", Decision.Fail, "hypothesis:" },
        { "design.ab_test", "mde: 0.01,", "mde: 0.002,", Decision.Fail, "units a day" },
        { "design.ab_test", "power: 0.8", "power: 0.01", Decision.Fail, "no more than the error rate" },
        { "design.ab_test", "ab_test.guardrails:", "", Decision.Fail, "Nothing would stop" },
        { "design.ab_test", "max_duration: 28d", "max_duration: 5d", Decision.Fail, "needs 6 days" },
        { "design.drift", "monitoring.concept_drift:", "", Decision.Fail, "concept_drift" },
        { "design.retraining", "retraining:", "", Decision.Fail, "triggers:" },
        { "design.fallback", "serving.fallback:", "", Decision.Fail, "Callers get an error" },
    };

    [Fact]
    public void The_sample_passes_all_that_a_file_alone_can_show()
    {
        using var workflow = new TempWorkflow(Sample.Text);

        var verdicts = DesignReview.Evaluate(workflow.Check(), null, Now);

        Assert.Equal(Enumerable.Range(1, 10), verdicts.Select(verdict => verdict.Number));
        Assert.Equal(["design.serving"], verdicts.Where(verdict => verdict.Decision != Decision.Pass).Select(verdict => verdict.Verdict.Clause));
        Assert.All(verdicts, verdict => Assert.True(verdict.Decision == Decision.Pass ? verdict.Fix is null : verdict.Fix is not null));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void Each_verdict_follows_the_file(string clause, string find, string replace, Decision decision, string words)
    {
        using var workflow = new TempWorkflow(find.EndsWith(':') ? Sections.Without(find.TrimEnd(':')) : Sample.With(find, replace));

        // Without the data nothing is bound, which the design does not need.
        var found = DesignReview.Evaluate(workflow.Check(("FLIGHTS_PARQUET", "nowhere.parquet")), null, Now).Single(verdict => verdict.Verdict.Clause == clause);

        Assert.Equal(decision, found.Decision);
        Assert.Contains(words, $"{found.Verdict.Reason} {string.Join(' ', found.Evidence)} {found.Fix}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_random_split_of_rows_in_time_fails()
    {
        var text = Sections.Without("training.split").Replace("  engine: xgboost", "  split: { type: random, train: 0.6, validation: 0.1, reference: 0.1, test: 0.2 }\n  engine: xgboost", StringComparison.Ordinal);
        using var workflow = new TempWorkflow(text);

        var found = Clause(workflow, null, "design.split");

        Assert.Equal(Decision.Fail, found.Decision);
        Assert.Contains("trains on the days it is tested on", found.Verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sample_size_is_that_of_the_formula()
    {
        using var workflow = new TempWorkflow(Sample.With("baseline: 0.10, mde: 0.01, direction: decrease", "baseline: 0.10, mde: 0.01, direction: increase"));

        var evidence = Clause(workflow, null, "design.ab_test").Evidence;

        Assert.Contains(evidence, line => line.Contains("14,751 control and 14,751 treatment", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2, 9, 900, Decision.Pass)]
    [InlineData(6, 9, 900, Decision.Fail)]
    [InlineData(2, 21, 900, Decision.Fail)]
    [InlineData(2, 9, 150, Decision.Fail)]
    public void Serving_is_judged_by_what_was_measured(double p50Ms, double p99Ms, double perSecond, Decision decision)
    {
        using var workflow = new TempWorkflow(Sample.Text);

        var found = Clause(workflow, new LastRunFacts { Latency = new LatencyFacts(p50Ms, p99Ms, perSecond, 1000, "HTTP") }, "design.serving");

        Assert.Equal((decision, p99Ms, 20.0), (found.Decision, found.Verdict.Observed, found.Verdict.Bound));
    }

    [Fact]
    public void A_broken_section_is_not_evaluated_and_the_others_are()
    {
        using var workflow = new TempWorkflow(Sample.With("mde: 0.01,", "mde: small,"));
        var check = workflow.Check();

        var verdicts = DesignReview.Evaluate(check, null, Now);

        Assert.Equal(Decision.NotEvaluated, verdicts.Single(verdict => verdict.Verdict.Clause == "design.ab_test").Decision);
        Assert.Equal(8, verdicts.Count(verdict => verdict.Decision == Decision.Pass));
    }

    [Fact]
    public void The_lines_a_missing_section_asks_for_make_it_pass()
    {
        foreach (var section in new[] { "tracking", "ab_test", "retraining" })
        {
            using var without = new TempWorkflow(Sections.Without(section));
            var fix = DesignReview.Evaluate(without.Check(), null, Now).Single(verdict => verdict.Fix?.StartsWith($"Add:\n{section}:", StringComparison.Ordinal) == true).Fix!;

            using var mended = new TempWorkflow(Sections.Without(section) + "\n" + fix["Add:\n".Length..] + "\n");

            Assert.Empty(mended.Check().Problems);
            Assert.Equal(9, DesignReview.Evaluate(mended.Check(), null, Now).Count(verdict => verdict.Decision == Decision.Pass));
        }
    }

    private static DesignVerdict Clause(TempWorkflow workflow, LastRunFacts? run, string clause) =>
        DesignReview.Evaluate(workflow.Check(), run, Now).Single(verdict => verdict.Verdict.Clause == clause);
}
