using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Millrace.DuckDb;
using Millrace.XGBoost;

namespace Millrace.Training.Boosting;

/// <summary>What took part in a training beside its inputs.</summary>
internal static class WorkerEnvironment
{
    /// <summary>Versions of the system, the runtime and the engines of this process.</summary>
    public static IReadOnlyDictionary<string, string> Describe() => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["os"] = RuntimeInformation.OSDescription,
        ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
        ["dotnet"] = Environment.Version.ToString(),
        ["millrace"] = typeof(WorkerEnvironment).Assembly.GetName().Version?.ToString(3) ?? "",
        ["xgboost"] = XgbLibrary.Version.ToString(),
        ["onnxruntime"] = OrtEnv.Instance().GetVersionString(),
        ["duckdb"] = DuckDatabase.EngineVersion,
        ["cores"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
    };
}
