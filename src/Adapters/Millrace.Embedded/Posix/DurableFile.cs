namespace Millrace.Embedded.Posix;

/// <summary>Small files that are replaced whole: a reader sees the old or the new content, never a part.</summary>
internal static class DurableFile
{
    /// <summary>Writes beside the file, flushes, and renames over it.</summary>
    /// <param name="path">Its folder exists.</param>
    /// <param name="content">All of it.</param>
    /// <param name="isPrivate">Only the user may read it (mode 0600).</param>
    public static void Write(string path, ReadOnlySpan<byte> content, bool isPrivate)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}";
        try
        {
            using (var file = new FileStream(temporary, Options(isPrivate)))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
            Libc.FlushFolder(Path.GetDirectoryName(path)!);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static FileStreamOptions Options(bool isPrivate)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (isPrivate && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
