using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Millrace.Features.Online;

/// <summary>A read-only file in memory. Every span is checked against the file's length.</summary>
/// <remarks>Hold it (<see cref="Hold"/>) while spans are in use, so that closing waits until the last reader has let go.</remarks>
internal sealed class MappedFile : IDisposable
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly SafeMemoryMappedViewHandle handle;
    private readonly nint start;

    /// <summary>Maps a file.</summary>
    /// <exception cref="InvalidDataException">The file is empty.</exception>
    public MappedFile(string path)
    {
        Length = new FileInfo(path).Length;
        if (Length == 0)
        {
            throw new InvalidDataException($"{path} is empty.");
        }

        file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        handle = view.SafeMemoryMappedViewHandle;
        start = handle.DangerousGetHandle() + (nint)view.PointerOffset;
    }

    /// <summary>Bytes.</summary>
    public long Length { get; }

    /// <summary>Keeps the memory until <see cref="Release"/>.</summary>
    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    public void Hold()
    {
        var isHeld = false;
        handle.DangerousAddRef(ref isHeld);
    }

    /// <summary>Ends one <see cref="Hold"/>.</summary>
    public void Release() => handle.DangerousRelease();

    /// <summary>Values in the file; only while it is held.</summary>
    /// <exception cref="InvalidDataException">They reach beyond the file.</exception>
    public ReadOnlySpan<T> Span<T>(long offset, int count)
        where T : unmanaged
    {
        if (offset < 0 || count < 0 || offset + ((long)count * Unsafe.SizeOf<T>()) > Length)
        {
            throw new InvalidDataException($"The file has {Length} bytes, but {count} values at {offset} were expected.");
        }

        // A span over the mapped pages without copying them; the bounds were checked above.
        return MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AddByteOffset(ref Unsafe.NullRef<T>(), start + (nint)offset), count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        view.Dispose();
        file.Dispose();
    }
}
