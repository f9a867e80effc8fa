namespace Millrace.Client.Sending;

/// <summary>Tags that this client writes.</summary>
internal static class ClientTags
{
    /// <summary>Names the run before the server has given it an id.</summary>
    public const string RunKey = "millrace.client.runKey";
    public const string Hypothesis = "millrace.hypothesis";
    public const string Conclusion = "millrace.conclusion";
    public const string ParentRun = "mlflow.parentRunId";
    public const string User = "mlflow.user";
    public const string SourceName = "mlflow.source.name";
}
