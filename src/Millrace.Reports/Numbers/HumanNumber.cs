using System.Globalization;

namespace Millrace.Reports.Numbers;

/// <summary>Numbers as people read them: thousands separated, four significant digits, a real minus sign, an en dash for
/// what is undefined. Independent of the machine's culture.</summary>
public static class HumanNumber
{
    /// <summary>What stands for a missing, undefined or infinite value.</summary>
    public const string None = "–";

    private const int SignificantDigits = 4;
    private const double TooSmall = 1e-4;
    private const double TooLarge = 1e15;

    /// <summary>In the given style.</summary>
    public static string Of(double? value, NumberStyle style) => style switch
    {
        NumberStyle.Count => Count(value),
        NumberStyle.Percent => Percent(value),
        _ => Number(value),
    };

    /// <summary>Four significant digits without trailing zeros: 0.8712, 12.5, 1,235; whole numbers in full.</summary>
    public static string Number(double? value)
    {
        if (value is not { } number || !double.IsFinite(number))
        {
            return None;
        }

        var size = Math.Abs(number);
        return size == 0 ? "0"
            : size is < TooSmall or >= TooLarge ? Signed(number.ToString("0.##e+0", CultureInfo.InvariantCulture))
            : size >= 1000 || number == Math.Truncate(number) ? Signed(number.ToString("#,0", CultureInfo.InvariantCulture))
            : Signed(number.ToString("#,0." + new string('#', Decimals(size)), CultureInfo.InvariantCulture));
    }

    /// <summary>A fixed number of decimals, so that a column of values lines up.</summary>
    public static string Fixed(double? value, int decimals = SignificantDigits) =>
        value is { } number && double.IsFinite(number)
            ? Signed(number.ToString("#,0." + new string('0', decimals), CultureInfo.InvariantCulture))
            : None;

    /// <summary>As <see cref="Fixed"/>, with a plus sign for gains.</summary>
    public static string Change(double? value, int decimals = SignificantDigits) =>
        value > 0 ? "+" + Fixed(value, decimals) : Fixed(value, decimals);

    /// <summary>A whole number: 3,000,000.</summary>
    public static string Count(double? value) =>
        value is { } number && double.IsFinite(number)
            ? Signed(Math.Round(number).ToString("#,0", CultureInfo.InvariantCulture))
            : None;

    /// <summary>A share in [0, 1] in percent: 21.4%, 0.06%, below 0.01 % "&lt; 0.01%".</summary>
    public static string Percent(double? share) =>
        share is not { } value || !double.IsFinite(value) ? None
        : value is > 0 and < 1e-4 ? "< 0.01%"
        : Signed((value * 100).ToString(Math.Abs(value) < 0.01 ? "0.##" : "0.#", CultureInfo.InvariantCulture)) + "%";

    /// <summary>A p-value: four decimals, below that "&lt; 0.0001".</summary>
    public static string PValue(double? value) => value is >= 0 and < TooSmall ? "< 0.0001" : Fixed(value);

    /// <summary>Bytes in binary steps: 812 MiB, 1.4 GiB.</summary>
    public static string Bytes(long? value)
    {
        if (value is not { } bytes)
        {
            return None;
        }

        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        var (size, unit) = ((double)bytes, 0);
        while (Math.Abs(size) >= 1024 && unit < units.Length - 1)
        {
            (size, unit) = (size / 1024, unit + 1);
        }

        return Signed(size.ToString(size < 10 && unit > 0 ? "0.0" : "0", CultureInfo.InvariantCulture)) + " " + units[unit];
    }

    /// <summary>A duration: 840 ms, 12.4 s, 1 min 32 s, 3 h 05 min.</summary>
    public static string Duration(TimeSpan? value) => value switch
    {
        null => None,
        { TotalSeconds: < 1 } t => string.Create(CultureInfo.InvariantCulture, $"{t.TotalMilliseconds:0} ms"),
        { TotalSeconds: < 60 } t => string.Create(CultureInfo.InvariantCulture, $"{t.TotalSeconds:0.0} s"),
        { TotalMinutes: < 60 } t => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(t.TotalMinutes):0} min {t.Seconds:00} s"),
        { } t => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(t.TotalHours):0} h {t.Minutes:00} min"),
    };

    /// <summary>An instant: 2001-06-30 14:05 UTC.</summary>
    public static string Instant(DateTimeOffset? value) => value is { } instant
        ? instant.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)
        : None;

    /// <summary>A day: 30 June 2001.</summary>
    public static string Day(DateTimeOffset? value) => value is { } instant
        ? instant.ToUniversalTime().ToString("d MMMM yyyy", CultureInfo.InvariantCulture)
        : None;

    private static int Decimals(double size) => Math.Clamp(SignificantDigits - 1 - (int)Math.Floor(Math.Log10(size)), 0, 8);

    private static string Signed(string text)
    {
        var unsigned = text.TrimStart('-');
        var isZero = !unsigned.AsSpan().ContainsAnyInRange('1', '9');
        return text.Length == unsigned.Length || isZero ? unsigned : "−" + unsigned;
    }
}
