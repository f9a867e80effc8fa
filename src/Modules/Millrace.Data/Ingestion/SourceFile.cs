using Millrace.Data.Contracts;
using Millrace.Kernel.Problems;

namespace Millrace.Data.Ingestion;

/// <summary>What can be said of a file before an engine opens it.</summary>
internal static class SourceFile
{
    private const int ParquetMagicLength = 4;
    private const int ParquetMinLength = 12;

    /// <summary>The problem that keeps the file from being read, or null.</summary>
    public static Problem? Check(string path, string format)
    {
        if (!DataVocabulary.Formats.Contains(format))
        {
            return DataProblems.UnknownFormat(format);
        }

        try
        {
            using var stream = Open(path);
            return stream.Length == 0 ? DataProblems.SourceEmpty(path)
                : format == "parquet" ? ParquetProblem(stream, path)
                : null;
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return DataProblems.SourceMissing(path);
        }
        catch (UnauthorizedAccessException denied)
        {
            return DataProblems.SourceUnreadable(
                path, format, Directory.Exists(path) ? "it is a folder, not a file" : denied.Message);
        }
    }

    /// <summary>Opens the file for one pass.</summary>
    public static FileStream Open(string path) => new(
        path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 20, FileOptions.SequentialScan | FileOptions.Asynchronous);

    // A Parquet file begins and ends with PAR1; a download that was cut off lacks the second one.
    private static Problem? ParquetProblem(FileStream stream, string path)
    {
        Span<byte> magic = stackalloc byte[ParquetMagicLength];
        if (stream.ReadAtLeast(magic, ParquetMagicLength, throwOnEndOfStream: false) < ParquetMagicLength || !magic.SequenceEqual("PAR1"u8))
        {
            return DataProblems.SourceUnreadable(path, "parquet", "it does not begin with PAR1, so it is another format");
        }

        stream.Seek(Math.Max(0, stream.Length - ParquetMagicLength), SeekOrigin.Begin);
        stream.ReadExactly(magic);
        return stream.Length < ParquetMinLength || !magic.SequenceEqual("PAR1"u8)
            ? DataProblems.SourceUnreadable(
                path, "parquet", $"it ends without a footer after {stream.Length} bytes, as a file that was cut off does")
            : null;
    }
}
