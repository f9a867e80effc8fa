using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Millrace.DuckDb.Native;

namespace Millrace.DuckDb;

/// <summary>Collects texts as codes into a dictionary that grows as new texts appear.</summary>
internal sealed unsafe class TextBuilder : ColumnBuilder
{
    private const int RecentCount = 1024;

    private readonly Segments<int> _codes = new();
    private readonly Utf8Dictionary _dictionary = new();

    // Short texts lie whole in their 16 bytes, zero-padded, so equal bits are equal texts: most rows of a
    // column with few distinct texts are answered here without hashing letters.
    private readonly Recent[] _recent = new Recent[RecentCount];

    public override DuckColumn Finish(string name) =>
        new TextColumn(name, _codes.ToArray(), _dictionary.ToArray(), Validity.ToArray());

    // Optimized at once: the loop runs over millions of rows, often only in the first query of a process.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void AppendValues(in DuckVector vector)
    {
        var texts = vector.Span<NativeText>();
        var codes = _codes.Reserve(texts.Length);
        fixed (NativeText* first = texts)
        {
            for (var row = 0; row < codes.Length; row++)
            {
                codes[row] = vector.IsNull(row) ? -1 : CodeOf(first + row);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int CodeOf(NativeText* text)
    {
        if (text->Length > NativeText.InlinedMax)
        {
            return _dictionary.CodeOf(NativeText.Bytes(text));
        }

        var low = ((ulong*)text)[0];
        var high = ((ulong*)text)[1];
        ref var recent = ref _recent[(int)(((low ^ BitRotated(high)) * 0x9E3779B97F4A7C15) >> 54)];
        if (!recent.IsUsed || recent.Low != low || recent.High != high)
        {
            recent = new Recent(low, high, _dictionary.CodeOf(NativeText.Bytes(text)), IsUsed: true);
        }

        return recent.Code;
    }

    private static ulong BitRotated(ulong value) => (value << 29) | (value >> 35);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Recent(ulong Low, ulong High, int Code, bool IsUsed);
}
