using FsCheck;
using FsCheck.Fluent;
using Millrace.Statistics.Classification;

namespace Millrace.Tests.Statistics.Classification;

/// <summary>Small samples with many ties, sometimes of one class.</summary>
internal static class RandomScores
{
    public static Arbitrary<(bool Label, int Score)[]> Rows { get; } =
        (from label in Gen.Elements(true, false, false)
         from score in Gen.Choose(0, 20)
         select (label, score)).ArrayOf().Where(rows => rows.Length > 0).ToArbitrary();

    /// <summary>Scores 0 … 20 become 0, 1/32 … 20/32: exact in binary, so that 1 − s is exact too.</summary>
    public static BinaryScores From((bool Label, int Score)[] rows) =>
        BinaryScores.From(Array.ConvertAll(rows, r => r.Label), Array.ConvertAll(rows, r => r.Score / 32.0));
}
