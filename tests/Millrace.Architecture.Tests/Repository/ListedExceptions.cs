namespace Millrace.Architecture.Tests.Repository;

/// <summary>Exceptions to a rule, one a line: <c>what | why</c>. An exception without a reason, or one that nothing needs
/// any more, fails.</summary>
internal sealed class ListedExceptions
{
    private readonly string file;
    private readonly HashSet<string> listed = new(StringComparer.Ordinal);

    private ListedExceptions(string file) => this.file = file;

    public static ListedExceptions Read(string name)
    {
        var exceptions = new ListedExceptions($"tests/Millrace.Architecture.Tests/{name}");
        foreach (var line in SourceTree.Read(exceptions.file).Split('\n').Select(line => line.Trim()))
        {
            if (line.Length == 0 || line.StartsWith('#'))
            {
                continue;
            }

            var parts = line.Split(" | ", 2);
            Assert.True(parts.Length == 2 && parts[1].Trim().Length > 10, $"{exceptions.file}: '{line}' gives no reason.");
            exceptions.listed.Add(parts[0].Trim());
        }

        return exceptions;
    }

    /// <summary>Fails when an offender is not listed, or what is listed offends no more.</summary>
    public void MustBeAll(IEnumerable<(string Name, string Detail)> offenders, string rule)
    {
        var found = offenders.ToList();
        var unlisted = found.Where(offender => !listed.Contains(offender.Name)).Select(offender => $"{offender.Name} {offender.Detail}");
        Report.MustBeEmpty(unlisted, $"{rule} Mend it, or list it with its reason in {file}");
        var names = found.Select(offender => offender.Name).ToHashSet(StringComparer.Ordinal);
        Report.MustBeEmpty(listed.Where(name => !names.Contains(name)), $"No exception any more; remove it from {file}");
    }
}
