namespace Millrace.ContractSuites;

/// <summary>Says which adapter a derived contract suite tests; a guard test finds the adapters that have none.</summary>
/// <param name="adapter">The type that implements the port.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CoversAttribute(Type adapter) : Attribute
{
    public Type Adapter { get; } = adapter;
}
