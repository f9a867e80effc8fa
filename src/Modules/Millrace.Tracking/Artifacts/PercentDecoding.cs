using System.Globalization;
using System.Text;

namespace Millrace.Tracking.Artifacts;

/// <summary>Undoes percent-encoding.</summary>
internal static class PercentDecoding
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text without its encoded bytes, those that were encoded twice still once; null when they are no UTF-8.</summary>
    public static string? Undo(string text) => IsText(text) ? Once(text) : null;

    /// <summary>Every text that decoding again and again makes of this one: what some later reader could take it for.</summary>
    public static IEnumerable<string> Hidden(string text, int mostRounds)
    {
        for (var round = 0; round < mostRounds && Once(text) is { } decoded && decoded != text; round++)
        {
            yield return text = decoded;
        }
    }

    /// <summary>Whether it is whole: a lone half of a character is none.</summary>
    public static bool IsText(string text)
    {
        try
        {
            return Strict.GetByteCount(text) >= 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string? Once(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        try
        {
            var bytes = Strict.GetBytes(text);
            var length = 0;
            for (var i = 0; i < bytes.Length; i++)
            {
                byte value = 0;
                var isEncoded = bytes[i] == '%' && i + 2 < bytes.Length
                    && byte.TryParse(bytes.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
                bytes[length++] = isEncoded ? value : bytes[i];
                i += isEncoded ? 2 : 0;
            }

            return Strict.GetString(bytes, 0, length);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
