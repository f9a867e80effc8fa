namespace Millrace.Client.Runs;

/// <summary>A run to begin.</summary>
public sealed record RunStart
{
    /// <summary>The experiment's name; it is created when it is not there. The default is <c>Default</c>.</summary>
    public string Experiment { get; init; } = "Default";

    /// <summary>For people; null lets the server choose one.</summary>
    public string? Name { get; init; }

    /// <summary>Id of the run that this one is a part of; null for none.</summary>
    public string? ParentRunId { get; init; }

    /// <summary>What the run is meant to find out; null for none.</summary>
    public string? Hypothesis { get; init; }

    /// <summary>Tags known from the start.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

/// <summary>How a run ended.</summary>
public enum RunEnd
{
    /// <summary>Well.</summary>
    Finished,

    /// <summary>With an error.</summary>
    Failed,

    /// <summary>Somebody stopped it.</summary>
    Killed,
}
