using System.Text;
using Millrace.DuckDb;
using Millrace.Features.Contracts;

namespace Millrace.Training.Rows;

/// <summary>Copies one column of a chunk into a block.</summary>
internal abstract class ColumnCopy
{
    public static ColumnCopy For(FeatureInfo feature) =>
        feature.Type == FeatureType.Number ? new NumberCopy() : new TextCopy();

    /// <summary>Adds the chunk's values behind the block's rows.</summary>
    public abstract void Append(DuckVector from, FeatureBlock block, int column);

    private sealed class NumberCopy : ColumnCopy
    {
        public override void Append(DuckVector from, FeatureBlock block, int column)
        {
            var to = block.Numbers[column].AsSpan(block.RowCount, from.Count);
            from.Span<double>().CopyTo(to);
            if (from.Validity.IsEmpty)
            {
                return;
            }

            for (var row = 0; row < to.Length; row++)
            {
                to[row] = from.IsNull(row) ? double.NaN : to[row];
            }
        }
    }

    private sealed class TextCopy : ColumnCopy
    {
        private readonly Dictionary<string, string> seen = new(StringComparer.Ordinal);
        private char[] characters = new char[64];

        public override void Append(DuckVector from, FeatureBlock block, int column)
        {
            var known = seen.GetAlternateLookup<ReadOnlySpan<char>>();
            var to = block.Texts[column].AsSpan(block.RowCount, from.Count);
            for (var row = 0; row < to.Length; row++)
            {
                to[row] = from.IsNull(row) ? "" : Intern(known, from.GetUtf8(row));
            }
        }

        // A text is made once, however many rows have it.
        private string Intern(Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> known, ReadOnlySpan<byte> utf8)
        {
            if (characters.Length < utf8.Length)
            {
                characters = new char[utf8.Length * 2];
            }

            var text = characters.AsSpan(0, Encoding.UTF8.GetChars(utf8, characters));
            if (!known.TryGetValue(text, out var made))
            {
                made = text.ToString();
                known[text] = made;
            }

            return made;
        }
    }
}
