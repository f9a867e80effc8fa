using System.Collections.Frozen;

namespace Millrace.DuckDb;

/// <summary>
/// Reads the failure's sort from the message, for the C calls that give nothing else:
/// DuckDB starts each message with it, as in <c>Parser Error: …</c>.
/// </summary>
internal static class ErrorPrefix
{
    private static readonly FrozenDictionary<string, DuckErrorKind> Kinds = new Dictionary<string, DuckErrorKind>
    {
        ["Out of Range Error"] = DuckErrorKind.OutOfRange,
        ["Conversion Error"] = DuckErrorKind.Conversion,
        ["Mismatch Type Error"] = DuckErrorKind.MismatchType,
        ["Divide by Zero Error"] = DuckErrorKind.DivideByZero,
        ["Object Size Error"] = DuckErrorKind.ObjectSize,
        ["Invalid type Error"] = DuckErrorKind.InvalidType,
        ["Serialization Error"] = DuckErrorKind.Serialization,
        ["TransactionContext Error"] = DuckErrorKind.Transaction,
        ["Not implemented Error"] = DuckErrorKind.NotImplemented,
        ["Catalog Error"] = DuckErrorKind.Catalog,
        ["Parser Error"] = DuckErrorKind.Parser,
        ["Constraint Error"] = DuckErrorKind.Constraint,
        ["Connection Error"] = DuckErrorKind.Connection,
        ["Syntax Error"] = DuckErrorKind.Syntax,
        ["Settings Error"] = DuckErrorKind.Settings,
        ["Binder Error"] = DuckErrorKind.Binder,
        ["Network Error"] = DuckErrorKind.Network,
        ["IO Error"] = DuckErrorKind.IO,
        ["INTERRUPT Error"] = DuckErrorKind.Interrupt,
        ["FATAL Error"] = DuckErrorKind.Fatal,
        ["INTERNAL Error"] = DuckErrorKind.Internal,
        ["Invalid Input Error"] = DuckErrorKind.InvalidInput,
        ["Out of Memory Error"] = DuckErrorKind.OutOfMemory,
        ["Permission Error"] = DuckErrorKind.Permission,
        ["Parameter Not Resolved Error"] = DuckErrorKind.ParameterNotResolved,
        ["Parameter Not Allowed Error"] = DuckErrorKind.ParameterNotAllowed,
        ["Dependency Error"] = DuckErrorKind.Dependency,
        ["Missing Extension Error"] = DuckErrorKind.MissingExtension,
        ["Data Corruption Error"] = DuckErrorKind.DataCorruption,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static DuckErrorKind KindOf(string message)
    {
        var colon = message.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? Kinds.GetValueOrDefault(message[..colon]) : DuckErrorKind.Unknown;
    }
}
