using System.Globalization;
using System.Text.Json;
using Millrace.Features.Contracts;
using Millrace.Features.Expressions;

namespace Millrace.Features.Requests;

/// <summary>One request's values: raw fields in, features out. Rented from <see cref="RequestFeatures"/>; one thread at a time.</summary>
public sealed class RequestRow
{
    private readonly RequestPlan plan;

    internal RequestRow(RequestPlan plan)
    {
        this.plan = plan;
        Values = plan.Schema.NewRow();
        ViewValues = new double[plan.LongestView];
        Keys = new OnlineKey[plan.MostKeys];
    }

    internal ExpressionRow Values { get; }

    internal double[] ViewValues { get; }

    internal OnlineKey[] Keys { get; }

    /// <summary>Forgets the last request.</summary>
    public void Clear()
    {
        for (var slot = 0; slot < plan.Schema.Count; slot++)
        {
            Values.SetNull(slot);
        }
    }

    /// <summary>Sets a raw field from JSON.</summary>
    /// <returns>Null when it fits, else what was expected.</returns>
    public string? Set(int field, JsonElement value)
    {
        var type = plan.Schema.TypeOf(field);
        switch (type, value.ValueKind)
        {
            case (_, JsonValueKind.Null):
                Values.SetNull(field);
                return null;
            case (ExpressionType.Double, JsonValueKind.Number):
                Values.Set(field, value.GetDouble());
                return null;
            case (ExpressionType.Integer, JsonValueKind.Number) when value.TryGetInt64(out var whole):
                Values.Set(field, whole);
                return null;
            case (ExpressionType.Text, JsonValueKind.String):
                Values.Set(field, value.GetString());
                return null;
            case (ExpressionType.Boolean, JsonValueKind.True or JsonValueKind.False):
                Values.Set(field, value.GetBoolean() ? 1L : 0L);
                return null;
            case (ExpressionType.Timestamp or ExpressionType.Instant, JsonValueKind.String):
                return SetMoment(field, type, value.GetString()!);
            default:
                return Words(type);
        }
    }

    /// <summary>A feature that is a number; NaN when missing.</summary>
    public double Number(int feature)
    {
        var slot = plan.FeatureSlots[feature];
        return Values.Missing(slot) ? double.NaN
            : plan.Schema.TypeOf(slot) == ExpressionType.Double ? Values.DoubleAt(slot)
            : Values.LongAt(slot);
    }

    /// <summary>A feature that is text; null when missing.</summary>
    public string? Text(int feature) => Values.TextAt(plan.FeatureSlots[feature]);

    private string? SetMoment(int field, ExpressionType type, string text)
    {
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var hasZone = text.EndsWith('Z') || text.AsSpan(Math.Min(text.Length, 10)).IndexOfAny('+', '-') >= 0;
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, Styles, out var moment) || (hasZone && type == ExpressionType.Timestamp))
        {
            return Words(type);
        }

        Values.Set(field, (moment.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);
        return null;
    }

    private static string Words(ExpressionType type) => type switch
    {
        ExpressionType.Double => "a number",
        ExpressionType.Integer => "a whole number",
        ExpressionType.Text => "text",
        ExpressionType.Boolean => "true or false",
        ExpressionType.Timestamp => "a time without zone, like \"2001-06-30T18:05:00\"",
        _ => "a time with zone, like \"2001-06-30T18:05:00Z\"",
    };
}
