namespace Millrace.XGBoost;

/// <summary>How a saved model is encoded.</summary>
public enum XgbModelFormat
{
    /// <summary>Universal Binary JSON: compact, the default of current XGBoost.</summary>
    Ubj,

    /// <summary>JSON text, which the ONNX conversion reads.</summary>
    Json,
}
