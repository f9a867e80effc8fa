namespace Millrace.Kernel.Identity;

/// <summary>Who owns a row. It comes from the credential, never from the URL.</summary>
/// <param name="Value">Lower-case name, 1 to 63 characters.</param>
public readonly record struct TenantId(string Value)
{
    /// <summary>The tenant when there is no login.</summary>
    public static TenantId Default { get; } = new("default");

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>The tenant of the work at hand.</summary>
public interface ITenantAccessor
{
    /// <summary>The tenant whose rows may be seen and written.</summary>
    TenantId Current { get; }
}

/// <summary>Always the same tenant: the command line, a worker, a test.</summary>
public sealed class FixedTenant(TenantId tenant) : ITenantAccessor
{
    /// <inheritdoc/>
    public TenantId Current => tenant;
}
