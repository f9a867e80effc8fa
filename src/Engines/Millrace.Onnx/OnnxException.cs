namespace Millrace.Onnx;

/// <summary>A model cannot be expressed in ONNX, or bytes are not an ONNX model.</summary>
/// <param name="message">What it is, with the values.</param>
/// <param name="inner">The cause, if there is one.</param>
public sealed class OnnxException(string message, Exception? inner = null) : Exception(message, inner);
