using Millrace.Embedded.Blobs;
using Millrace.Embedded.Posix;
using Millrace.Embedded.Tables;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Homes;
using Millrace.Kernel.Problems;

namespace Millrace.Embedded.Homes;

/// <summary>An opened home: this process owns it until it is disposed or dies.</summary>
public sealed class MillraceHome : IDisposable
{
    private readonly FileStream guard;
    private bool isClosed;

    private MillraceHome(HomeLayout layout, FileStream guard, FileBlobStore blobs, SqliteTables tables) =>
        (Layout, this.guard, Blobs, Tables) = (layout, guard, blobs, tables);

    /// <summary>Where things are.</summary>
    public HomeLayout Layout { get; }

    /// <summary>The home's blobs.</summary>
    public FileBlobStore Blobs { get; }

    /// <summary>The home's tables; not yet migrated.</summary>
    public SqliteTables Tables { get; }

    /// <summary>Makes the home or opens it, and owns it. Scratch folders and half-written blobs of killed processes are removed.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="clock">For the tables.</param>
    /// <returns>The home; <c>home.in-use</c> when another process owns it (then <see cref="HomeOwner.Find"/> tells who);
    /// <c>home.newer</c>, <c>home.unreadable</c> or <c>home.unusable</c> when it is not for this build or machine.</returns>
    public static Outcome<MillraceHome> Open(string root, TimeProvider clock)
    {
        var layout = new HomeLayout(Path.GetFullPath(root));
        FileStream? guard = null;
        try
        {
            Directory.CreateDirectory(layout.Root);
            guard = HomeGuard.TryTake(layout);
            if (guard is null)
            {
                return HomeProblems.InUse(layout.Root, HomeOwner.Find(layout));
            }

            var home = OpenOwned(layout, guard, clock);
            guard = home.IsOk ? null : guard;
            return home;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return MachineProblems.From(failure) is { Kind: ProblemKind.Unavailable } known
                ? known
                : HomeProblems.Unusable(layout.Root, failure.Message);
        }
        finally
        {
            guard?.Dispose();
        }
    }

    /// <summary>Tells other processes where this one answers.</summary>
    /// <param name="url">The address they use.</param>
    /// <param name="token">What they show; readable by the same user only.</param>
    public void SetUrl(Uri url, string token) => Announce(Layout, new HomeOwner(Environment.ProcessId, url, token));

    /// <summary>Closes the tables and gives the home up; again does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref isClosed, true))
        {
            return;
        }

        Tables.Dispose();
        File.Delete(Layout.LockFile);
        guard.Dispose();
    }

    private static Outcome<MillraceHome> OpenOwned(HomeLayout layout, FileStream guard, TimeProvider clock)
    {
        // A dead owner's address must not be told as ours.
        File.Delete(layout.LockFile);
        var prepared = HomeSchema.Prepare(layout);
        if (!prepared.IsOk)
        {
            return prepared.As<MillraceHome>();
        }

        EmptyScratch(layout);
        var blobs = new FileBlobStore(layout.Blobs);
        blobs.RemoveUnfinished();
        var tables = SqliteTables.Open(layout.Database, clock);
        if (!tables.IsOk)
        {
            return tables.As<MillraceHome>();
        }

        Announce(layout, new HomeOwner(Environment.ProcessId, null, null));
        return new MillraceHome(layout, guard, blobs, tables.Value);
    }

    private static void Announce(HomeLayout layout, HomeOwner owner) =>
        DurableFile.Write(layout.LockFile, CanonicalJson.Serialize(owner), isPrivate: true);

    private static void EmptyScratch(HomeLayout layout)
    {
        if (Directory.Exists(layout.Scratch))
        {
            Directory.Delete(layout.Scratch, recursive: true);
        }

        Directory.CreateDirectory(layout.Scratch);
    }
}
