using Millrace.Workflows;
using Millrace.Workflows.Contracts;

namespace Millrace.Tests.Workflows;

public sealed class DesignDocumentTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly Dictionary<string, string> NoEnvironment = [];

    [Fact]
    public void Before_the_first_run_the_document_says_so() =>
        Golden.Equal("tests/Millrace.Tests/Workflows/design-before-run.golden.md", Render(null));

    private static string Render(LastRunFacts? facts)
    {
        var check = WorkflowLoader.Check(Sample.Path, NoEnvironment);
        return DesignDocument.Render(check.Workflow!, facts, DesignReview.Evaluate(check, facts, Now));
    }
}
