using System.Globalization;
using System.Text.Json;
using Millrace.EndToEnd.Tests.Setting;

namespace Millrace.EndToEnd.Tests.Commands;

/// <summary>Commands that read a user's files or write some.</summary>
public sealed class FileCommandsTests(FinishedHome finished) : IClassFixture<FinishedHome>
{
    private const string Requests =
        """
        date,origin,destination,distance
        2001-06-30T18:05:00,ORD,LAX,1745
        2001-06-30T09:30:00,LAX,PHX,370

        """;

    [Fact]
    public async Task A_file_of_requests_is_answered_line_by_line_as_each_request_alone()
    {
        var cli = finished.Cli;
        await File.WriteAllTextAsync(cli.Path("requests.csv"), Requests);
        var answered = (await cli.RunAsync("predict", "flight-delays", "--input", "requests.csv")).MustExitWith(0);
        var answers = answered.Machine.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        Assert.Equal(2, answers.Count);
        var alone = (await cli.RunAsync(
            "predict", "flight-delays", "--data", """{"date":"2001-06-30T09:30:00","origin":"LAX","destination":"PHX","distance":370}""")).MustExitWith(0).Json;
        Assert.Equal(alone.GetProperty("probability").GetDouble(), answers[1].GetProperty("probability").GetDouble());

        (await cli.RunAsync("predict", "flight-delays", "--input", "requests.csv", "--output", "answers.jsonl")).MustExitWith(0);
        var written = (await File.ReadAllLinesAsync(cli.Path("answers.jsonl"))).Select(line => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("probability").GetDouble());
        Assert.Equal(answers.Select(answer => answer.GetProperty("probability").GetDouble()), written);
    }

    [Fact]
    public async Task A_request_that_cannot_be_answered_is_named_by_its_row_and_nothing_is_written()
    {
        var cli = finished.Cli;
        await File.WriteAllTextAsync(cli.Path("wrong.csv"), Requests + "2001-06-30T18:05:00,ZZZ,LAX,100\n");
        (await cli.RunAsync("predict", "flight-delays", "--input", "wrong.csv", "--output", "never.jsonl")).MustExitWith(2).MustTell("features.lookup-missing", "Row 3: ", "'ZZZ'");
        Assert.False(File.Exists(cli.Path("never.jsonl")));
    }

    [Fact]
    public async Task Two_files_are_compared_column_by_column()
    {
        var cli = finished.Cli;
        await WriteNumbersAsync(cli.Path("a.csv"), 0);
        await WriteNumbersAsync(cli.Path("b.csv"), 40);
        var report = (await cli.RunAsync("drift", "--reference", "a.csv", "--current", "b.csv", "--html", "drift.html", "--json")).MustExitWith(0).Json;
        Assert.Equal((200, 200), (report.GetProperty("referenceRowCount").GetInt32(), report.GetProperty("currentRowCount").GetInt32()));
        var columns = report.GetProperty("features").EnumerateArray().ToDictionary(
            column => column.GetProperty("feature").GetString()!, column => column.GetProperty("decision").GetString());
        Assert.Equal(("fail", "pass"), (columns["moved"], columns["stayed"]));
        Assert.Contains("moved", await File.ReadAllTextAsync(cli.Path("drift.html")), StringComparison.Ordinal);

        var same = (await cli.RunAsync("drift", "--reference", "a.csv", "--current", "a.csv", "--json")).MustExitWith(0).Json;
        Assert.All(same.GetProperty("features").EnumerateArray(), column => Assert.Equal(0, column.GetProperty("effect").GetDouble()));
    }

    [Fact]
    public async Task The_newest_drift_report_of_a_workflow_is_shown()
    {
        var report = (await finished.Cli.RunAsync("drift", "flight-delays", "--json")).MustExitWith(0).Json;
        Assert.NotEmpty(report.GetProperty("features").EnumerateArray());
        Assert.NotEmpty(report.GetProperty("verdicts").EnumerateArray());
        Assert.True(report.GetProperty("concept").GetProperty("referenceValue").GetDouble() > 0.5);
    }

    [Fact]
    public async Task The_design_document_has_its_eight_sections_and_ten_verdicts_filled_from_the_run()
    {
        var cli = finished.Cli;
        var document = (await cli.RunAsync("design", "workflow.yaml", "--json")).MustExitWith(0).Json;
        Assert.Equal("flight-delays", document.GetProperty("workflow").GetString());
        var markdown = document.GetProperty("markdown").GetString()!;
        Assert.All(
            (string[])["Problem Definition", "Feature Engineering", "Experiment Tracking", "Training Pipeline", "Model Serving", "A/B Testing", "Monitoring and Drift", "Retraining"],
            title => Assert.Contains(title, markdown, StringComparison.OrdinalIgnoreCase));
        var auc = (await cli.RunAsync("models", "show", "flight-delays", "--version", "1", "--json")).MustExitWith(0).Json
            .GetProperty("metrics").GetProperty("roc_auc").GetProperty("value").GetDouble();
        Assert.Contains(auc.ToString("0.000", CultureInfo.InvariantCulture), markdown, StringComparison.Ordinal);

        (await cli.RunAsync("design", "workflow.yaml", "--output", "papers/design.md")).MustExitWith(0);
        Assert.Equal(WithoutMeasured(markdown), WithoutMeasured(await File.ReadAllTextAsync(cli.Path("papers/design.md"))));
    }

    // How fast the model answers is measured anew for each document.
    private static IEnumerable<string> WithoutMeasured(string markdown) =>
        markdown.Split('\n').Where(line =>
            !line.Contains("measured", StringComparison.Ordinal) && !line.StartsWith("| Service | p99", StringComparison.Ordinal));

    private static Task WriteNumbersAsync(string path, int shift) => File.WriteAllLinesAsync(
        path, Enumerable.Range(0, 200).Select(i => $"{i + shift},{(i * 37) % 101}").Prepend("moved,stayed"));
}
