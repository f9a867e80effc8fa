using System.Globalization;
using System.Text;

namespace Millrace.Tracking.Artifacts;

/// <summary>Undoes percent-encoding, however often it was done: what a later reader could still decode has no hidden meaning then.</summary>
internal static class PercentDecoding
{
    private const int MostRounds = 10;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text without encoded bytes; null when they are no UTF-8 or are nested without end.</summary>
    public static string? Undo(string text)
    {
        if (!IsText(text))
        {
            return null;
        }

        for (var round = 0; round < MostRounds; round++)
        {
            if (Once(text) is not { } decoded)
            {
                return null;
            }

            if (decoded == text)
            {
                return text;
            }

            text = decoded;
        }

        return null;
    }

    // A lone half of a character is none.
    private static bool IsText(string text)
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
