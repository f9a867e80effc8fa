namespace Millrace.XGBoost;

/// <summary>XGBoost refused a call, or its library cannot be loaded.</summary>
public sealed class XgbException : Exception
{
    /// <summary>Makes an exception with its message.</summary>
    /// <param name="message">What went wrong, with the values.</param>
    /// <param name="inner">The cause, if there is one.</param>
    public XgbException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    internal static XgbException FromNative(string operation, string report) =>
        new($"XGBoost failed in {operation}: {FirstLine(report)}");

    internal static XgbException LibraryMissing(DllNotFoundException inner) =>
        new("libxgboost.so.0 is not installed. Install it with: ./millrace build (Debian package libxgboost0).", inner);

    // The library appends a native stack trace after its message; nobody can act on it.
    private static string FirstLine(string report)
    {
        var end = report.IndexOf("Stack trace:", StringComparison.Ordinal);
        return (end < 0 ? report : report[..end]).Trim();
    }
}
