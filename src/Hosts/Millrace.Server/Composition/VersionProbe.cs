using Millrace.Kernel.Problems;
using Millrace.Registry.Contracts;
using Millrace.Serving;

namespace Millrace.Server.Composition;

/// <summary>Finds out whether a registered version still answers, before somebody goes back to it.</summary>
public static class VersionProbe
{
    /// <summary>Loads a version's graph and asks it about one row. A version without a graph here has nothing to load: that it was
    /// Production before is then all that speaks for it.</summary>
    public static async Task<Outcome<Done>> TryAsync(MillraceApp app, ModelVersion version, CancellationToken ct) =>
        version is { Onnx: { } onnx, TrainedModel: { } trained }
            ? await ServingSetup.TryGraphAsync(app.Blobs, version, trained, onnx, ct).ConfigureAwait(false)
            : Done.Value;
}
