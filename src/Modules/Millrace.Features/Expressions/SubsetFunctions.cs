using System.Collections.Concurrent;

namespace Millrace.Features.Expressions;

/// <summary>The functions of the online subset.</summary>
internal static class SubsetFunctions
{
    private static readonly ConcurrentDictionary<string, TimeZoneInfo> Zones = new(StringComparer.Ordinal);

    private static readonly Dictionary<string, Func<IReadOnlyList<Node>, Node>> Known = new(StringComparer.Ordinal)
    {
        ["abs"] = a => Unary(a, checked((long v) => Math.Abs(v)), Math.Abs),
        ["floor"] = a => Real(a, Math.Floor),
        ["ceil"] = a => Real(a, Math.Ceiling),
        ["ceiling"] = a => Real(a, Math.Ceiling),
        ["round"] = a => Real(a, v => Math.Round(v, MidpointRounding.AwayFromZero)),
        ["trunc"] = a => Real(a, Math.Truncate),
        ["sqrt"] = a => Real(a, v => v < 0 ? throw new OverflowException($"sqrt of {v} is not a number.") : Math.Sqrt(v)),
        ["exp"] = a => Real(a, Math.Exp),
        ["ln"] = a => Real(a, v => v <= 0 ? throw new OverflowException($"ln of {v} is not a number.") : Math.Log(v)),
        ["pow"] = Power,
        ["power"] = Power,
        ["nullif"] = a => Choices.NullIf(a[0], a[1]),
        ["coalesce"] = Choices.Coalesce,
        ["ifnull"] = Choices.Coalesce,
        ["greatest"] = a => Choices.Extreme(a, 1),
        ["least"] = a => Choices.Extreme(a, -1),
        ["lower"] = a => Text(a, v => v.ToLowerInvariant()),
        ["upper"] = a => Text(a, v => v.ToUpperInvariant()),
        ["length"] = a => Casts.ToText(a[0]) is var text
            ? new LongNode(ExpressionType.Integer, row => text.Get(row) is { } v ? v.EnumerateRunes().Count() : null) : a[0],
        ["timezone"] = Zoned,
        ["to_seconds"] = a => Length(a, CivilTime.Second),
        ["to_minutes"] = a => Length(a, CivilTime.Minute),
        ["to_hours"] = a => Length(a, CivilTime.Hour),
    };

    private static readonly string[] Parts =
        ["year", "quarter", "month", "day", "dayofmonth", "dayofyear", "hour", "minute", "second", "isodow", "dayofweek", "weekday"];

    /// <summary>All names, for messages and the guide.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Keys.Concat(Parts).Order(StringComparer.Ordinal)];

    public static Node Of(string name, IReadOnlyList<Node> arguments)
    {
        if (CivilTime.Part(name) is { } part && arguments is [LongNode { Type: ExpressionType.Timestamp } moment])
        {
            return new LongNode(ExpressionType.Integer, row => moment.Get(row) is { } us ? part(us) : null);
        }

        if (!Known.TryGetValue(name, out var make))
        {
            throw new OutsideSubsetException($"the function '{name}' of {string.Join(", ", arguments.Select(a => a.Type))} is not in the online subset.");
        }

        try
        {
            return make(arguments);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new OutsideSubsetException($"'{name}' with {arguments.Count} argument(s) is not in the online subset.");
        }
    }

    private static Node Unary(IReadOnlyList<Node> arguments, Func<long, long> onInteger, Func<double, double> onDouble) => arguments switch
    {
        [LongNode { Type: ExpressionType.Integer } n] => n with { Get = row => n.Get(row) is { } v ? onInteger(v) : null },
        [DoubleNode { IsDecimalLiteral: false } n] => new DoubleNode(row => n.Get(row) is { } v ? onDouble(v) : null),
        _ => throw new OutsideSubsetException("this function takes one INTEGER or DOUBLE in the online subset."),
    };

    // Of an integer SQL's floor, ceil and round give the integer itself; of others a double.
    private static Node Real(IReadOnlyList<Node> arguments, Func<double, double> function) => arguments is [DoubleNode { IsDecimalLiteral: false } n]
        ? new DoubleNode(row => n.Get(row) is { } v ? function(v) : null)
        : throw new OutsideSubsetException("this function takes one DOUBLE in the online subset; cast the argument.");

    private static DoubleNode Power(IReadOnlyList<Node> arguments)
    {
        var (x, y) = (Casts.ToDouble(arguments[0]), Casts.ToDouble(arguments[1]));
        return new DoubleNode(row => x.Get(row) is { } p && y.Get(row) is { } q ? Math.Pow(p, q) : null);
    }

    private static TextNode Text(IReadOnlyList<Node> arguments, Func<string, string> function)
    {
        var text = Casts.ToText(arguments[0]);
        return new TextNode(row => text.Get(row) is { } v ? function(v) : null);
    }

    private static LongNode Length(IReadOnlyList<Node> arguments, long unit) => arguments is [LongNode { Type: ExpressionType.Integer } n]
        ? new LongNode(ExpressionType.Interval, row => n.Get(row) is { } v ? checked(v * unit) : null)
        : throw new OutsideSubsetException("an interval's length must be an integer in the online subset; cast it to BIGINT.");

    private static LongNode Zoned(IReadOnlyList<Node> arguments)
    {
        if (arguments is not [TextNode zone, LongNode moment] || moment.Type is not (ExpressionType.Timestamp or ExpressionType.Instant))
        {
            throw new OutsideSubsetException("timezone takes a zone's name and a timestamp.");
        }

        return moment.Type == ExpressionType.Timestamp
            ? new LongNode(ExpressionType.Instant, row => zone.Get(row) is { } name && moment.Get(row) is { } us ? CivilTime.LocalToInstant(ZoneOf(name), us) : null)
            : new LongNode(ExpressionType.Timestamp, row => zone.Get(row) is { } name && moment.Get(row) is { } us ? CivilTime.InstantToLocal(ZoneOf(name), us) : null);
    }

    private static TimeZoneInfo ZoneOf(string name) => Zones.GetOrAdd(name, static id => TimeZoneInfo.FindSystemTimeZoneById(id));
}
