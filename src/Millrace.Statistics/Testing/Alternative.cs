namespace Millrace.Statistics.Testing;

/// <summary>Which differences a test looks for.</summary>
public enum Alternative
{
    /// <summary>Either way.</summary>
    TwoSided,

    /// <summary>One way only, the direction named by the sign of the effect.</summary>
    OneSided,
}
