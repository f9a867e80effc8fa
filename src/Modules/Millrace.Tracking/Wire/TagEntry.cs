namespace Millrace.Tracking.Wire;

/// <summary>A tag, or a parameter, as it stands in a request or an answer.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">Null when a request has none; that is the empty text.</param>
internal sealed record TagEntry(string? Key, string? Value);
