using System.Text.Json;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Homes;

namespace Millrace.Embedded.Homes;

/// <summary>The process that owns a home.</summary>
/// <param name="Pid">Its process id.</param>
/// <param name="Url">Where it answers; null while it serves nobody.</param>
/// <param name="Token">Shows it that the caller may read the home; null while it serves nobody.</param>
public sealed record HomeOwner(int Pid, Uri? Url, string? Token)
{
    /// <summary>Who owns the home now; null when nobody does, or the owner has not yet said who it is.</summary>
    /// <param name="layout">The home; it need not exist.</param>
    public static HomeOwner? Find(HomeLayout layout)
    {
        if (!HomeGuard.IsHeld(layout))
        {
            return null;
        }

        try
        {
            return CanonicalJson.Deserialize<HomeOwner>(File.ReadAllBytes(layout.LockFile));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
