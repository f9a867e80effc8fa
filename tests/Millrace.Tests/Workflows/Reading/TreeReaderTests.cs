using System.Text;

namespace Millrace.Tests.Workflows.Reading;

public sealed class TreeReaderTests
{
    [Theory]
    [InlineData("", "workflow.file-empty", 1, 1)]
    [InlineData("# only a comment\n", "workflow.file-empty", 1, 1)]
    [InlineData("---\n", "workflow.file-empty", 1, 1)]
    [InlineData("just words\n", "workflow.not-yaml", 1, 1)]
    [InlineData("- a\n- b\n", "workflow.not-yaml", 1, 1)]
    [InlineData("workflow:\n\tname: x\n", "workflow.not-yaml", 2, 1)]
    [InlineData("workflow: \"x\n", "workflow.not-yaml", 1, 11)]
    [InlineData("workflow: a: b\n", "workflow.not-yaml", 1, 12)]
    [InlineData("? [a, b]\n: c\n", "workflow.not-yaml", 1, 3)]
    [InlineData("workflow: !python/object x\n", "workflow.not-yaml", 1, 11)]
    [InlineData("workflow: *nowhere\n", "workflow.unknown-alias", 1, 11)]
    public void What_is_no_workflow_at_all_says_where(string text, string code, int line, int column)
    {
        var places = Sample.Read(text).Problems.Found.Select(problem => (problem.Code, problem.At!.Line, problem.At.Column));

        Assert.Contains((code, line, column), places);
    }

    [Fact]
    public void An_unclosed_bracket_is_not_a_crash()
    {
        Assert.Equal("workflow.not-yaml", Sample.Read("workflow: [1\nb: 2").Problems.Found[0].Code);
    }

    [Fact]
    public void A_pile_of_brackets_is_refused_before_the_stack_ends()
    {
        var problem = Assert.Single(Sample.Read("x-pile: " + new string('[', 20_000)).Problems.Found);

        Assert.Contains("nested", problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_document_is_refused()
    {
        var problem = Assert.Single(Sample.Read(Sample.Text + "---\na: 1\n").Problems.Found);

        Assert.Contains("second YAML document", problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_duplicate_key_is_found()
    {
        var text = Sample.With("  owner:", "  name: again\n  owner:").Replace("  target: late", "  target: late\n  target: late", StringComparison.Ordinal);

        Assert.Equal(["workflow.duplicate-key", "workflow.duplicate-key"], Sample.Read(text).Problems.Found.Select(problem => problem.Code));
    }

    [Fact]
    public void Anchors_and_merges_save_typing()
    {
        var text = "x-past: &past\n  leakage: Only the past.\n" + Sample.Text
            .Replace("      leakage: \"Only flights that had landed before this one left.\"", "      <<: *past", StringComparison.Ordinal);

        var read = Sample.Read(text);

        Assert.Empty(read.Problems.Found);
        Assert.Equal("Only the past.", read.File!.Features.Views["route"].Leakage);
    }

    [Fact]
    public void Places_hold_with_windows_line_ends_and_a_byte_order_mark()
    {
        var (text, line, column) = Sample.Unmark(Sample.With("  owner:", "  ¦ownr:"));
        using var workflow = new TempWorkflow("\uFEFF" + text.Replace("\n", "\r\n", StringComparison.Ordinal));

        var problem = Assert.Single(workflow.Check().Problems);

        Assert.Equal((line, column), (problem.At!.Line, problem.At.Column));
    }

    [Fact]
    public void Places_hold_behind_letters_of_every_script()
    {
        var (text, line, column) = Sample.Unmark(Sample.With("{ check: row_count, min: 1000 }", "{ check: row_count, name: \"ü日本\", ¦mn: 1000 }"));

        var problems = Sample.Read(text).Problems.Found;

        Assert.Contains(problems, problem => problem.Code == "workflow.unknown-key" && (problem.At!.Line, problem.At.Column) == (line, column));
        Assert.Contains(problems, problem => problem.Code == "workflow.bad-name" && problem.What.Contains("ü日本", StringComparison.Ordinal));
    }

    [Fact]
    public void A_long_file_is_read_in_a_straight_line()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 4_000; i++)
        {
            text.Append("    - { check: not_null, columns: [delay] }\n");
        }

        var read = Sample.Read(Sample.With("    - { check: row_count", text + "    - { check: row_count"));

        Assert.Empty(read.Problems.Found);
        Assert.Equal(4_010, read.File!.Data.Checks.Count);
    }

    [Fact]
    public void A_file_that_is_too_large_a_folder_a_missing_file_and_bytes_are_refused()
    {
        using var workflow = new TempWorkflow(Sample.Text);
        File.WriteAllText(workflow.Path, new string('#', 5_000_000));
        Assert.Equal("workflow.file-too-large", Assert.Single(workflow.Check().Problems).Code);

        File.WriteAllBytes(workflow.Path, [0x61, 0x0A, 0xFF, 0xFE, 0x00]);
        var bytes = Assert.Single(workflow.Check().Problems);
        Assert.Equal(("workflow.file-not-text", 2), (bytes.Code, bytes.At!.Line));

        File.Delete(workflow.Path);
        Assert.Equal("workflow.file-not-found", Assert.Single(workflow.Check().Problems).Code);

        Directory.CreateDirectory(workflow.Path);
        Assert.Equal("workflow.file-unreadable", Assert.Single(workflow.Check().Problems).Code);
    }
}
