using Millrace.Kernel.Digests;

namespace Millrace.Tests.Kernel;

public sealed class DigestTests
{
    [Fact]
    public void Text_and_its_UTF_8_bytes_have_one_digest() => Assert.Equal(Digest.Of("ü"), Digest.Of([0xc3, 0xbc]));

    [Fact]
    public void Equal_values_have_equal_digests_whatever_the_order_of_their_keys() => Assert.Equal(
        Digest.OfJson(new Dictionary<string, object> { ["a"] = 1, ["b"] = new Dictionary<string, int> { ["d"] = 1, ["c"] = 2 } }),
        Digest.OfJson(new Dictionary<string, object> { ["b"] = new Dictionary<string, int> { ["c"] = 2, ["d"] = 1 }, ["a"] = 1 }));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    [InlineData("../../../../../../../../../../../../../../../../../../../etc/passwd")]
    public void Only_64_lower_case_hex_digits_are_a_digest(string? text) => Assert.False(Digest.TryParse(text, out _));

    [Fact]
    public void A_document_with_NaN_and_infinity_reads_back() => Assert.Equal(
        [double.NaN, double.PositiveInfinity, 0.1],
        CanonicalJson.Deserialize<double[]>(CanonicalJson.Serialize(new[] { double.NaN, double.PositiveInfinity, 0.1 })));

    [Fact]
    public void A_digest_is_text_in_JSON_as_value_and_as_key()
    {
        var digest = Digest.Of("x");
        var document = new Dictionary<Digest, Digest> { [digest] = digest };
        Assert.Equal(document, CanonicalJson.Deserialize<Dictionary<Digest, Digest>>(CanonicalJson.Serialize(document)));
    }
}
