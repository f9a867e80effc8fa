using Millrace.Features.Online;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Problems;

namespace Millrace.Features.Contracts;

/// <summary>Opens materialized features.</summary>
public static class OnlineStore
{
    /// <summary>Maps a snapshot's files into memory; nothing is read before it is asked for.</summary>
    /// <param name="snapshot">What <c>features.materialize</c> gave.</param>
    /// <param name="blobs">Where its files are.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The features, or <c>features.online-unreadable</c>.</returns>
    /// <exception cref="BlobNotFoundException">A file is no longer in the store.</exception>
    public static async Task<Outcome<IOnlineFeatures>> OpenAsync(OnlineSnapshot snapshot, IBlobStore blobs, CancellationToken ct)
    {
        var views = new List<OnlineView>();
        try
        {
            foreach (var (name, file) in snapshot.Files)
            {
                var path = await blobs.GetLocalPathAsync(file.Digest, ct).ConfigureAwait(false);
                views.Add(OnlineView.Open(path));
            }

            return new OnlineFeatures(snapshot.AsOfUtc, views);
        }
        catch (InvalidDataException damaged)
        {
            views.ForEach(view => view.Dispose());
            return FeaturesProblems.OnlineUnreadable(damaged.Message);
        }
        catch
        {
            views.ForEach(view => view.Dispose());
            throw;
        }
    }
}
