using System.Security.Cryptography;
using Millrace.Data.Contracts;
using Millrace.Kernel.Digests;
using Millrace.Workflows.Language;
using Millrace.Workflows.Rules;

namespace Millrace.Workflows.Compile;

/// <summary>Looks at the files that the sources name: their columns and their bytes.</summary>
internal sealed class SourceFiles(RuleScope scope, string folder)
{
    /// <summary>Columns of each readable source; what cannot be read is reported.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<DatasetColumn>> ReadColumns()
    {
        var columns = new Dictionary<string, IReadOnlyList<DatasetColumn>>(StringComparer.Ordinal);
        foreach (var (name, source) in Sound())
        {
            var spec = DataSpecs.Ingest(name, scope.File.Data, folder);
            var read = SourceSchema.Read(spec.Path, spec.Format);
            if (read.IsOk)
            {
                columns.Add(name, read.Value);
            }
            else
            {
                scope.Report($"data.sources.{name}.path", read.Problem);
            }
        }

        return columns;
    }

    /// <summary>SHA-256 of each source's file, streamed; a file that cannot be read is reported.</summary>
    public IReadOnlyDictionary<string, Digest> Digests(CancellationToken ct)
    {
        var digests = new Dictionary<string, Digest>(StringComparer.Ordinal);
        foreach (var (name, source) in Sound())
        {
            var path = Path.GetFullPath(source.Path, folder);
            try
            {
                digests.Add(name, DigestOf(path, ct));
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                scope.Report($"data.sources.{name}.path", WorkflowProblems.FileUnreadable(path, failure.Message));
            }
        }

        return digests;
    }

    private IEnumerable<KeyValuePair<string, Source>> Sound() =>
        scope.File.Data.Sources.Where(source => !scope.IsReported($"data.sources.{source.Key}"));

    private static Digest DigestOf(string path, CancellationToken ct)
    {
        using var file = File.OpenRead(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 17];
        for (var read = file.Read(buffer); read > 0; read = file.Read(buffer))
        {
            ct.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
        }

        return Digest.FromHash(hash.GetHashAndReset());
    }
}
