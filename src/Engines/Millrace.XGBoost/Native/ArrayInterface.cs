using System.Globalization;

namespace Millrace.XGBoost.Native;

/// <summary>The JSON that tells the library where an array lies, after NumPy's <c>__array_interface__</c>.</summary>
internal static unsafe class ArrayInterface
{
    /// <summary>A dense row-major float32 matrix at <paramref name="first"/>; the memory must stay pinned while it is used.</summary>
    internal static string Rows(float* first, long rowCount, int featureCount) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"data":[{{(long)first}},true],"shape":[{{rowCount}},{{featureCount}}],"typestr":"<f4","version":3}""");
}
