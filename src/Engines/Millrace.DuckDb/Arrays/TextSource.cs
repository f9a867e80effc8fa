using System.Runtime.InteropServices;
using System.Text;
using Millrace.DuckDb.Native;

namespace Millrace.DuckDb.Arrays;

/// <summary>
/// Texts by code. The dictionary is laid out once in native memory as DuckDB's own 16-byte texts, so that a row
/// costs one copy of 16 bytes; DuckDB copies the letters wherever it keeps rows longer than the scan.
/// </summary>
internal sealed unsafe class TextSource : ColumnSource
{
    private readonly TextColumn _column;
    private NativeText* _texts;
    private byte* _letters;

    public TextSource(TextColumn column)
        : base(column)
    {
        _column = column;
        nuint size = 0;
        foreach (var text in column.Dictionary)
        {
            size += (nuint)Encoding.UTF8.GetByteCount(text);
        }

        _letters = (byte*)NativeMemory.Alloc(Math.Max(1, size));
        _texts = (NativeText*)NativeMemory.Alloc((nuint)Math.Max(1, column.Dictionary.Length), (nuint)sizeof(NativeText));
        Fill(size);
    }

    ~TextSource() => Free();

    public override void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    protected override void WriteValues(nint vector, int start, int count)
    {
        var codes = _column.Codes.AsSpan(start, count);
        var texts = (NativeText*)Api.duckdb_vector_get_data(vector);
        var known = (uint)_column.Dictionary.Length;
        ulong* validity = null;
        for (var row = 0; row < codes.Length; row++)
        {
            if ((uint)codes[row] < known)
            {
                texts[row] = _texts[codes[row]];
                continue;
            }

            if (codes[row] >= 0)
            {
                throw new InvalidOperationException(
                    $"Column '{Name}', row {start + row}: code {codes[row]} is outside its dictionary of {known} texts.");
            }

            validity = validity == null ? WritableValidity(vector) : validity;
            validity[row >> 6] &= ~(1UL << (row & 63));
            texts[row] = default;
        }
    }

    private void Fill(nuint size)
    {
        var next = _letters;
        for (var code = 0; code < _column.Dictionary.Length; code++)
        {
            var room = (int)Math.Min(int.MaxValue, size - (nuint)(next - _letters));
            var length = Encoding.UTF8.GetBytes(_column.Dictionary[code], new Span<byte>(next, room));
            _texts[code] = NativeText.Over(next, length);
            next += length;
        }
    }

    private void Free()
    {
        NativeMemory.Free(_letters);
        NativeMemory.Free(_texts);
        _letters = null;
        _texts = null;
    }
}
