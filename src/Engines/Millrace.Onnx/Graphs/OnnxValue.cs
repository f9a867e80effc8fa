namespace Millrace.Onnx;

/// <summary>A named value inside a graph: an input, a constant or what a node computes.</summary>
/// <param name="Name">Unique within its graph.</param>
public readonly record struct OnnxValue(string Name);
