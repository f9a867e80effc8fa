namespace Millrace.Tracking.LoggedModels;

/// <summary>Whether a model's files are all there: as rows and filters have it, and as it is sent.</summary>
internal static class LoggedModelStatus
{
    public const string Pending = "PENDING";

    private static readonly (string Row, string Wire)[] Known =
    [
        ("UNSPECIFIED", "LOGGED_MODEL_STATUS_UNSPECIFIED"), (Pending, "LOGGED_MODEL_PENDING"), ("READY", "LOGGED_MODEL_READY"),
        ("FAILED", "LOGGED_MODEL_UPLOAD_FAILED"),
    ];

    /// <summary>What clients send, by name or number; null when there is no such status.</summary>
    public static string? Read(string wire) => Known.FirstOrDefault(status => status.Wire == wire).Row
        ?? (int.TryParse(wire, System.Globalization.NumberStyles.None, null, out var number) && number < Known.Length ? Known[number].Row : null);

    public static string Wire(string row) => Known.First(status => status.Row == row).Wire;
}
