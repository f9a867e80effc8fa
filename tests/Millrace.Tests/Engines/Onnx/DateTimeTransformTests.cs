using Millrace.Onnx;

namespace Millrace.Tests.Engines.Onnx;

public sealed class DateTimeTransformTests
{
    private static readonly DateTimePart[] AllParts = Enum.GetValues<DateTimePart>();

    [Fact]
    public void Every_day_from_1900_to_2100_has_the_parts_that_the_calendar_gives_it()
    {
        var random = new Random(61);
        var first = new DateTime(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var days = (new DateTime(2101, 1, 1, 0, 0, 0, DateTimeKind.Utc) - first).Days;
        DateTime[] times = [.. Enumerable.Range(0, days).SelectMany(day => new[]
        {
            first.AddDays(day),
            first.AddDays(day + 1).AddMicroseconds(-1),
            first.AddDays(day).AddMicroseconds(random.NextInt64(86_400_000_000)),
        })];

        Assert.Equal(times.SelectMany(Expected), Parts(times.Select(Micros)));
    }

    [Fact]
    public void The_ends_of_the_calendar_are_reached()
    {
        DateTime[] times = [DateTime.MinValue, new(4, 2, 29), new(1582, 10, 15), new(1600, 2, 29, 23, 59, 59), DateTime.MaxValue];

        Assert.Equal(times.SelectMany(Expected), Parts(times.Select(Micros)));
    }

    [Fact]
    public void A_missing_timestamp_has_no_parts() =>
        Assert.All(Parts([DateTimeTransform.MissingMicros]), part => Assert.True(float.IsNaN(part)));

    [Fact]
    public void The_parts_come_in_the_order_asked_for()
    {
        var preprocessing = new Preprocessing([new DateTimeTransform("t", [DateTimePart.Month, DateTimePart.Hour])]);
        using var run = new OnnxRun(ModelGraph.Features(preprocessing));

        Assert.Equal(["t_month", "t_hour"], preprocessing.FeatureNames);
        Assert.Equal([3, 13], run.Columns("features", ("t", new[] { Micros(new DateTime(2001, 3, 4, 13, 5, 6)) })));
    }

    private static long Micros(DateTime time) => (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static float[] Expected(DateTime time) =>
        [time.Hour, time.Minute, ((int)time.DayOfWeek + 6) % 7, time.Day, time.Month];

    private static float[] Parts(IEnumerable<long> micros)
    {
        using var run = new OnnxRun(ModelGraph.Features(new Preprocessing([new DateTimeTransform("t", AllParts)])));
        return run.Columns("features", ("t", micros.ToArray()));
    }
}
