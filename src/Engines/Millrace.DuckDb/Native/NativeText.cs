using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Millrace.DuckDb.Native;

/// <summary>
/// The C struct <c>duckdb_string_t</c>: 16 bytes, the text itself when it has at most 12 bytes,
/// otherwise its first 4 bytes and a pointer.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal unsafe struct NativeText
{
    public const int InlinedMax = 12;

    [FieldOffset(0)] public int Length;
    [FieldOffset(4)] public fixed byte Inlined[InlinedMax];
    [FieldOffset(8)] public byte* Pointer;

    public static ReadOnlySpan<byte> Bytes(NativeText* text) =>
        new(text->Length <= InlinedMax ? text->Inlined : text->Pointer, text->Length);

    /// <summary>Describes bytes that stay where they are; the caller keeps them alive and in place.</summary>
    public static NativeText Over(byte* bytes, int length)
    {
        var text = new NativeText { Length = length };
        if (length <= InlinedMax)
        {
            Unsafe.CopyBlockUnaligned(text.Inlined, bytes, (uint)length);
            return text;
        }

        Unsafe.CopyBlockUnaligned(text.Inlined, bytes, 4);
        text.Pointer = bytes;
        return text;
    }

    /// <summary>Reads a zero-terminated UTF-8 text that DuckDB owns.</summary>
    public static string Borrowed(nint text) => Marshal.PtrToStringUTF8(text) ?? "";

    /// <summary>Reads a zero-terminated UTF-8 text and gives it back to DuckDB.</summary>
    public static string Taken(nint text)
    {
        var value = Borrowed(text);
        Api.duckdb_free(text);
        return value;
    }

    /// <summary>Zero-terminated UTF-8; a text that holds a zero itself would be cut short, so it is refused.</summary>
    public static byte[] Terminated(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("The text must not contain the character U+0000.", nameof(text));
        }

        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length) + 1];
        var length = Encoding.UTF8.GetBytes(text, bytes);
        Array.Resize(ref bytes, length + 1);
        return bytes;
    }
}
