namespace Millrace.DuckDb;

/// <summary>Collects texts as codes into a dictionary that grows as new texts appear.</summary>
internal sealed class TextBuilder : ColumnBuilder
{
    private readonly Segments<int> _codes = new();
    private readonly Utf8Dictionary _dictionary = new();

    public override DuckColumn Finish(string name) =>
        new TextColumn(name, _codes.ToArray(), _dictionary.ToArray(), Validity.ToArray());

    protected override void AppendValues(in DuckVector vector)
    {
        var codes = _codes.Reserve(vector.Count);
        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = vector.IsNull(row) ? -1 : _dictionary.CodeOf(vector.GetUtf8(row));
        }
    }
}
