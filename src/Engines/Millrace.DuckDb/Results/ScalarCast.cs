using System.Globalization;

namespace Millrace.DuckDb;

/// <summary>Turns one boxed value into the type a caller asked for.</summary>
internal static class ScalarCast
{
    public static T To<T>(object? value)
    {
        if (value is T ready)
        {
            return ready;
        }

        var wanted = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        if (value is null)
        {
            return default(T) is null
                ? default!
                : throw new DuckDbException(
                    DuckErrorKind.Conversion,
                    $"Conversion Error: the result is NULL or has no rows, which is not a {wanted.Name}.");
        }

        // A text never turns silently into a number, nor a number into a text.
        return value is IConvertible and not string && wanted != typeof(string) && typeof(IConvertible).IsAssignableFrom(wanted)
            ? (T)Convert.ChangeType(value, wanted, CultureInfo.InvariantCulture)
            : throw new InvalidCastException($"The value is a {value.GetType().Name}, not a {wanted.Name}.");
    }
}
