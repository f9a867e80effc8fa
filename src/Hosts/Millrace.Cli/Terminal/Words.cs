using System.Globalization;
using Millrace.Kernel.Verdicts;

namespace Millrace.Cli.Terminal;

/// <summary>Numbers, times and verdicts as people read them.</summary>
internal static class Words
{
    public static string Of(Decision decision) => decision switch
    {
        Decision.Pass => "pass",
        Decision.Fail => "fail",
        Decision.Inconclusive => "inconclusive",
        _ => "not_evaluated",
    };

    public static string Number(double? value) => value is not { } number || double.IsNaN(number)
        ? "–"
        : Math.Abs(number) is 0 or (>= 0.001 and < 1_000_000)
            ? number.ToString("0.####", CultureInfo.InvariantCulture)
            : number.ToString("0.##e+0", CultureInfo.InvariantCulture);

    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Seconds(double milliseconds) => (milliseconds / 1000).ToString("0.0", CultureInfo.InvariantCulture) + " s";

    public static string Megabytes(long bytes) => bytes <= 0 ? "–" : (bytes / 1_000_000.0).ToString("N0", CultureInfo.InvariantCulture) + " MB";

    public static string At(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
