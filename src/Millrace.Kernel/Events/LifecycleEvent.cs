using System.Data.Common;
using System.Text.Json.Nodes;

namespace Millrace.Kernel.Events;

/// <summary>Something that happened to a workflow, run or model, as a CloudEvent's fields.</summary>
/// <param name="Type">One of <see cref="EventTypes"/> or a module's own constant.</param>
/// <param name="Subject">What it happened to, e.g. <c>models/flight-delays/versions/3</c>.</param>
/// <param name="CorrelationId">Ties the events of one execution together; usually the pipeline run.</param>
/// <param name="Data">Small JSON payload.</param>
public sealed record LifecycleEvent(string Type, string Subject, string CorrelationId, JsonObject Data);

/// <summary>The event types that exist from the start.</summary>
public static class EventTypes
{
    /// <summary>A training began.</summary>
    public const string ModelTrainingStarted = "MODEL_TRAINING_STARTED";

    /// <summary>A training ended, well or not.</summary>
    public const string ModelTrainingCompleted = "MODEL_TRAINING_COMPLETED";

    /// <summary>A model version was registered.</summary>
    public const string ModelRegistered = "MODEL_REGISTERED";

    /// <summary>A model version began to answer at an endpoint.</summary>
    public const string ModelDeployed = "MODEL_DEPLOYED";

    /// <summary>A monitor found that data, predictions or performance moved beyond the bounds.</summary>
    public const string ModelDriftDetected = "MODEL_DRIFT_DETECTED";
}

/// <summary>Writes events in the same transaction as the state change they tell of.</summary>
public interface IOutbox
{
    /// <summary>Adds the event to the caller's transaction: both are there, or neither.</summary>
    void Add(DbTransaction transaction, LifecycleEvent happened);
}
