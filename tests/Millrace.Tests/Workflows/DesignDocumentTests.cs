using Millrace.ContractSuites;
using Millrace.Workflows;
using Millrace.Workflows.Contracts;

namespace Millrace.Tests.Workflows;

public sealed class DesignDocumentTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly Dictionary<string, string> NoEnvironment = [];

    [Fact]
    public void Before_the_first_run_the_golden_document_says_so() =>
        Golden.Equal("tests/Millrace.Tests/Workflows/design-before-run.golden.md", Render(null));

    [Fact]
    public void After_a_run_every_cell_of_the_golden_document_is_filled_from_it() =>
        Golden.Equal("tests/Millrace.Tests/Workflows/design-after-run.golden.md", Render(FixedRun.Facts()));

    [Fact]
    public void The_same_facts_give_the_same_bytes() => Assert.Equal(Render(FixedRun.Facts()), Render(FixedRun.Facts()));

    [Fact]
    public void A_secret_is_not_in_the_document()
    {
        using var workflow = new TempWorkflow(Sample.With("operations-analytics@example.com", "${MAIL_TOKEN}"));
        var check = workflow.Check(("MAIL_TOKEN", "open-sesame"));

        var document = DesignDocument.Render(check.Workflow!, null, DesignReview.Evaluate(check, null, Now));

        Assert.Contains("owned by ***", document, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", document, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_only_what_it_must_have_gives_a_document_that_says_what_is_missing()
    {
        var text = Sample.Text;
        foreach (var section in new[] { "tracking", "registry", "serving", "ab_test", "monitoring", "retraining" })
        {
            text = Sections.Cut(text, section);
        }

        using var workflow = new TempWorkflow(text);
        var check = workflow.Check();

        var document = DesignDocument.Render(check.Workflow!, FixedRun.Facts(), DesignReview.Evaluate(check, FixedRun.Facts(), Now));

        Assert.Contains("no section 'serving'", document, StringComparison.Ordinal);
        Assert.Contains("Nothing is registered", document, StringComparison.Ordinal);
        Assert.Equal(["ingest:flights", "ingest:airport_zones", "validate", "features", "split", "train", "evaluate"], check.Workflow!.Plan.Steps.Select(step => step.Id));
    }

    private static string Render(LastRunFacts? facts)
    {
        var check = WorkflowLoader.Check(Sample.Path, NoEnvironment);
        return DesignDocument.Render(check.Workflow!, facts, DesignReview.Evaluate(check, facts, Now));
    }
}
