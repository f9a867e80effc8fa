namespace Millrace.Onnx.Features;

/// <summary>Calendar arithmetic on int64 microseconds. ONNX's Div cuts towards zero but its Mod takes the sign of the
/// divisor, so every division here is of a number that is 0 or more, or without remainder.</summary>
internal static class DateTimeBlock
{
    private const long MicrosPerMinute = 60_000_000;
    private const long MicrosPerHour = 60 * MicrosPerMinute;
    private const long MicrosPerDay = 24 * MicrosPerHour;

    internal static IEnumerable<FeatureBlock> Of(IReadOnlyList<FeatureTransform> transforms) => transforms
        .OfType<DateTimeTransform>()
        .Select(time => new FeatureBlock([.. time.Parts.Select(part => Name(time, part))], graph => Append(graph, time)));

    private static string Name(DateTimeTransform time, DateTimePart part) => $"{time.Input}_{part.ToString().ToLowerInvariant()}";

    private static OnnxValue Append(OnnxGraphBuilder graph, DateTimeTransform time)
    {
        var micros = graph.Raw(time);
        var clock = new Clock(graph, micros);
        var parts = graph.Cast(graph.Join([.. time.Parts.Select(clock.Part)]), OnnxElement.Float);
        var isMissing = graph.Node("Equal", [micros, graph.Constant<long>([DateTimeTransform.MissingMicros])]);
        return graph.Node("Where", [isMissing, graph.Constant<float>([float.NaN]), parts]);
    }

    /// <summary>Computes each quantity once, and only if a part needs it.</summary>
    private sealed class Clock(OnnxGraphBuilder graph, OnnxValue micros)
    {
        private readonly Dictionary<string, OnnxValue> _known = new(StringComparer.Ordinal);

        private OnnxValue TimeOfDay => Once("time", () => Mod(micros, MicrosPerDay));

        private OnnxValue Days => Once("days", () => Div(graph.Node("Sub", [micros, TimeOfDay]), MicrosPerDay));

        // Day of a year that begins on 1 March, so that the leap day comes last: the 400-year era has 146,097 days, and a
        // leap day falls in every 1,460 days but not in every 36,524, and then in every 146,096.
        private OnnxValue DayOfMarchYear => Once("day", () =>
        {
            var dayOfEra = Mod(Add(Days, 719_468), 146_097);
            var leapless = graph.Node("Sub", [dayOfEra, Div(dayOfEra, 1_460)]);
            leapless = graph.Node("Add", [leapless, Div(dayOfEra, 36_524)]);
            leapless = graph.Node("Sub", [leapless, Div(dayOfEra, 146_096)]);
            var year = Div(leapless, 365);
            var daysBefore = graph.Node("Add", [Mul(year, 365), Div(year, 4)]);
            daysBefore = graph.Node("Sub", [daysBefore, Div(year, 100)]);
            return graph.Node("Sub", [dayOfEra, daysBefore]);
        });

        // Five months from March on have 153 days.
        private OnnxValue MarchMonth => Once("month", () => Div(Add(Mul(DayOfMarchYear, 5), 2), 153));

        internal OnnxValue Part(DateTimePart part) => part switch
        {
            DateTimePart.Hour => Div(TimeOfDay, MicrosPerHour),
            DateTimePart.Minute => Div(Mod(TimeOfDay, MicrosPerHour), MicrosPerMinute),
            DateTimePart.Weekday => Mod(Add(Days, 3), 7), // 1970-01-01 was a Thursday.
            DateTimePart.Day => Day(),
            DateTimePart.Month => Add(Mod(Add(MarchMonth, 2), 12), 1),
            _ => throw new ArgumentOutOfRangeException(nameof(part), part, "Unknown part."),
        };

        private OnnxValue Day()
        {
            var daysBeforeMonth = Div(Add(Mul(MarchMonth, 153), 2), 5);
            return Add(graph.Node("Sub", [DayOfMarchYear, daysBeforeMonth]), 1);
        }

        private OnnxValue Once(string name, Func<OnnxValue> compute)
        {
            if (!_known.TryGetValue(name, out var value))
            {
                value = compute();
                _known.Add(name, value);
            }

            return value;
        }

        private OnnxValue Add(OnnxValue value, long number) => With("Add", value, number);

        private OnnxValue Mul(OnnxValue value, long number) => With("Mul", value, number);

        private OnnxValue Div(OnnxValue value, long number) => With("Div", value, number);

        private OnnxValue Mod(OnnxValue value, long number) => With("Mod", value, number);

        private OnnxValue With(string operation, OnnxValue value, long number) =>
            graph.Node(operation, [value, Once($"{number}", () => graph.Constant<long>([number]))]);
    }
}
