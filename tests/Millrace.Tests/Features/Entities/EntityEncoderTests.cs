using Millrace.Features.Entities;

namespace Millrace.Tests.Features.Entities;

public sealed class EntityEncoderTests
{
    [Fact]
    public void Equal_keys_are_one_entity_and_a_null_is_none()
    {
        var columns = Columns(["a", "b", "a", null, "a"], [1, 1, 1, 1, 2]);
        var codes = EntityEncoder.Encode(columns, columns, 5, 5);
        Assert.Equal(codes.Rows[0], codes.Rows[2]);
        Assert.Equal(-1, codes.Rows[3]);
        Assert.Equal(3, codes.EntityCount);
        Assert.Equal(3, new[] { codes.Rows[0], codes.Rows[1], codes.Rows[4] }.Distinct().Count());
    }

    [Fact]
    public void Questions_in_other_columns_find_the_same_entities_and_unknown_ones_none()
    {
        var codes = EntityEncoder.Encode(Columns(["a", "b", "c"], [1, 2, 3]), Columns(["c", "b", "x", "a", null], [3, 2, 1, 9, 1]), 3, 5);
        Assert.Equal([codes.Rows[2], codes.Rows[1], -1, -1, -1], codes.Queries);
    }

    [Fact]
    public void The_same_columns_share_one_array()
    {
        var columns = Columns(["a", "b"], [1, 2]);
        var codes = EntityEncoder.Encode(columns, columns, 2, 2);
        Assert.Same(codes.Rows, codes.Queries);
    }

    [Fact]
    public void Without_keys_all_rows_are_one_entity()
    {
        var codes = EntityEncoder.Encode([], [], 3, 2);
        Assert.Equal((1, 3, 2), (codes.EntityCount, codes.Rows.Count(code => code == 0), codes.Queries.Count(code => code == 0)));
    }

    [Fact]
    public void Text_and_numbers_never_match() =>
        Assert.Equal([-1], EntityEncoder.Encode([KeyColumn.Of([0], ["1"])], [KeyColumn.Of([1L])], 1, 1).Queries);

    [Fact]
    public void Many_values_keep_their_numbers()
    {
        var values = Enumerable.Range(0, 5000).Select(i => (long)i * i * 1_000_003).ToArray();
        var numbering = new Numbering();
        Assert.Equal(Enumerable.Range(0, 5000), values.Select(numbering.NumberOf));
        Assert.Equal(Enumerable.Range(0, 5000), values.Select(numbering.Find));
        Assert.Equal(-1, numbering.Find(7));
        Assert.Equal(values, numbering.ToArray());
    }

    private static KeyColumn[] Columns(string?[] texts, long[] numbers)
    {
        var dictionary = texts.OfType<string>().Distinct().ToArray();
        return [KeyColumn.Of([.. texts.Select(text => Array.IndexOf(dictionary, text))], dictionary), KeyColumn.Of(numbers)];
    }
}
