using Millrace.Features.Contracts;

namespace Millrace.Features.Online;

/// <summary>The views of a snapshot.</summary>
internal sealed class OnlineFeatures : IOnlineFeatures
{
    private readonly IReadOnlyList<OnlineView> views;

    public OnlineFeatures(DateTimeOffset asOfUtc, IEnumerable<OnlineView> views)
    {
        AsOfUtc = asOfUtc;
        this.views = [.. views.OrderBy(view => view.Header.Place)];
    }

    public DateTimeOffset AsOfUtc { get; }

    public IReadOnlyList<IOnlineView> Views => views;

    public void Dispose()
    {
        foreach (var view in views)
        {
            view.Dispose();
        }
    }
}
