namespace Millrace.Features.Windows;

/// <summary>Which entity each row is about and each query asks for.</summary>
/// <param name="EntityCount">Entities, numbered from 0.</param>
/// <param name="Rows">By row: its entity, or -1 when a key is null.</param>
/// <param name="Queries">By query: its entity, or -1 when no row is about it.</param>
internal sealed record EntityCodes(int EntityCount, int[] Rows, int[] Queries);
