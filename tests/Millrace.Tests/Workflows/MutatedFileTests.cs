using Millrace.Workflows;

namespace Millrace.Tests.Workflows;

public sealed class MutatedFileTests
{
    private const int Seed = 4711;
    private static readonly string[] Fragments = ["", "- ", "{", "}", "[", "]", ":", " :", "null", "~", "\t", "'", "\"", "0", "-1", "1e400", "2h", "*x", "&x ", "${", "${X}", "<<: 1", "x: {}", "[]", "🛫", "\u0000", "true", "? "];

    [Fact]
    public void No_slip_of_the_pen_is_a_crash_and_each_problem_has_a_place()
    {
        var random = new Random(Seed);
        var lineCount = Sample.Text.Split('\n').Length;
        for (var i = 0; i < 400; i++)
        {
            var text = Mutate(random);
            var problems = Sample.Read(text).Problems.Found;
            Assert.All(problems, problem => Assert.True(problem.At is { Column: >= 1 } at && at.Line >= 1 && at.Line <= lineCount + 2, $"{problem} in:\n{text}"));
        }
    }

    [Fact]
    public void No_slip_of_the_pen_crashes_the_binding_or_the_review()
    {
        var random = new Random(Seed + 1);
        for (var i = 0; i < 30; i++)
        {
            using var workflow = new TempWorkflow(Mutate(random));
            var check = workflow.Check();
            var verdicts = DesignReview.Evaluate(check, FixedRun.Facts(), DateTimeOffset.UnixEpoch);
            Assert.Equal(check.Workflow is null, check.Problems.Count > 0);
            if (check.Workflow is { } sound)
            {
                Assert.NotEmpty(DesignDocument.Render(sound, FixedRun.Facts(), verdicts));
            }
        }
    }

    private static string Mutate(Random random)
    {
        var lines = Sample.Text.Split('\n').ToList();
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var at = random.Next(lines.Count);
            var column = random.Next(lines[at].Length + 1);
            var fragment = Fragments[random.Next(Fragments.Length)];
            switch (random.Next(5))
            {
                case 0:
                    lines.RemoveAt(at);
                    break;
                case 1:
                    lines.Insert(at, lines[random.Next(lines.Count)]);
                    break;
                case 2:
                    lines[at] = lines[at].Insert(column, fragment);
                    break;
                case 3:
                    lines[at] = lines[at][..column] + fragment;
                    break;
                default:
                    var colon = lines[at].IndexOf(':', StringComparison.Ordinal);
                    lines[at] = colon < 0 ? fragment : $"{lines[at][..(colon + 1)]} {fragment}";
                    break;
            }
        }

        return string.Join('\n', lines);
    }
}
