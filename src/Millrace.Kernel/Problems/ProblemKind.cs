namespace Millrace.Kernel.Problems;

/// <summary>What sort of failure a <see cref="Problem"/> is. <see cref="ProblemTable"/> maps it outwards.</summary>
public enum ProblemKind
{
    /// <summary>The request, file or value is wrong; the sender can mend it.</summary>
    Invalid,

    /// <summary>The named thing does not exist.</summary>
    NotFound,

    /// <summary>The thing exists already, or its state forbids the change.</summary>
    Conflict,

    /// <summary>A gate or check did not pass; everything so far is kept.</summary>
    GateNotPassed,

    /// <summary>Somebody else holds what is needed; try again later.</summary>
    Busy,

    /// <summary>The caller may not do this.</summary>
    Forbidden,

    /// <summary>The disk, the network or an engine failed.</summary>
    Unavailable,

    /// <summary>The user or a time limit stopped it.</summary>
    Cancelled,

    /// <summary>Code of a step or of ours threw what nobody expected.</summary>
    Bug,
}
