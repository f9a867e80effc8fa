namespace Millrace.Tracking.Contracts;

/// <summary>An experiment as it stands.</summary>
/// <param name="ExperimentId">Its id.</param>
/// <param name="Name">Unique for the tenant.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="RunCount">How many runs it has.</param>
public sealed record ExperimentView(ExperimentId ExperimentId, string Name, DateTimeOffset CreatedAt, long RunCount);
