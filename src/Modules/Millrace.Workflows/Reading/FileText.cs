using System.Text;
using Millrace.Kernel.Problems;

namespace Millrace.Workflows.Reading;

/// <summary>Reads a file that a person wrote.</summary>
internal static class FileText
{
    /// <summary>No workflow is longer; a data file given by mistake is refused before it fills the memory.</summary>
    public const long LargestSizeBytes = 4 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The file's text as UTF-8, without a byte order mark.</summary>
    public static Outcome<string> Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (Directory.Exists(path))
            {
                return WorkflowProblems.FileIsFolder(path);
            }

            if (!file.Exists)
            {
                return WorkflowProblems.FileNotFound(path);
            }

            return file.Length > LargestSizeBytes
                ? WorkflowProblems.FileTooLarge(path, file.Length, LargestSizeBytes)
                : Decode(path, File.ReadAllBytes(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return WorkflowProblems.FileUnreadable(path, failure.Message);
        }
    }

    private static Outcome<string> Decode(string path, byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException broken)
        {
            var line = 1 + bytes.AsSpan(0, Math.Clamp(broken.Index, 0, bytes.Length)).Count((byte)'\n');
            return WorkflowProblems.FileNotText(path).WithPosition(new SourcePosition(path, line, 1));
        }
    }
}
