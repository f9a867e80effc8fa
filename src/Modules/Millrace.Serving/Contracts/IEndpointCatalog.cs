using Millrace.Kernel.Digests;

namespace Millrace.Serving.Contracts;

/// <summary>Which endpoint answers with which deployment.</summary>
public interface IEndpointCatalog
{
    /// <summary>All endpoints by name.</summary>
    Task<IReadOnlyList<EndpointEntry>> ListAsync(CancellationToken ct);

    /// <summary>Points an endpoint at a deployment; the same key again changes nothing.</summary>
    Task DeployAsync(Digest deployment, Deployment document, string actor, string idempotencyKey, string correlationId, CancellationToken ct);
}

/// <summary>An endpoint and what it answers with now.</summary>
/// <param name="Name">Its name in the URL.</param>
/// <param name="Deployment">Digest of the <see cref="Contracts.Deployment"/> document.</param>
/// <param name="Model">The registered model.</param>
/// <param name="Version">Its version.</param>
/// <param name="UpdatedAtUtc">Since when.</param>
public sealed record EndpointEntry(string Name, Digest Deployment, string Model, int Version, DateTimeOffset UpdatedAtUtc);
