namespace Millrace.Architecture.Tests.Repository;

/// <summary>Says every offender at once, under the rule it breaks.</summary>
internal static class Report
{
    public static void MustBeEmpty(IEnumerable<string> offenders, string rule)
    {
        var lines = offenders.Order(StringComparer.Ordinal).ToList();
        Assert.True(lines.Count == 0, $"{rule}:\n  {string.Join("\n  ", lines)}");
    }
}
