using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Millrace.XGBoost.Native;

/// <summary>The C API of libxgboost 1.7, as far as Millrace uses it. Every call returns 0, or -1 with a message.</summary>
internal static unsafe partial class XgbNative
{
    private const string Library = "libxgboost.so.0";

    [LibraryImport(Library)]
    private static partial byte* XGBGetLastError();

    [LibraryImport(Library)]
    internal static partial void XGBoostVersion(out int major, out int minor, out int patch);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGBSetGlobalConfig(string config);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGDMatrixCreateFromDense(string data, string config, out nint matrix);

    [LibraryImport(Library)]
    internal static partial int XGDMatrixCreateFromDT(
        void** columns, byte** types, ulong rowCount, ulong columnCount, out nint matrix, int threads);

    [LibraryImport(Library)]
    internal static partial int XGProxyDMatrixCreate(out nint proxy);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGProxyDMatrixSetDataDense(nint proxy, string data);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGQuantileDMatrixCreateFromCallback(
        nint iterator,
        nint proxy,
        nint reference,
        delegate* unmanaged[Cdecl]<nint, void> reset,
        delegate* unmanaged[Cdecl]<nint, int> next,
        string config,
        out nint matrix);

    [LibraryImport(Library)]
    internal static partial int XGDMatrixFree(nint matrix);

    [LibraryImport(Library)]
    internal static partial int XGDMatrixNumRow(XgbMatrixHandle matrix, out ulong count);

    [LibraryImport(Library)]
    internal static partial int XGDMatrixNumCol(XgbMatrixHandle matrix, out ulong count);

    [LibraryImport(Library)]
    internal static partial int XGDMatrixNumNonMissing(XgbMatrixHandle matrix, out ulong count);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGDMatrixSetDenseInfo(
        XgbMatrixHandle matrix, string field, void* values, ulong count, int type);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGDMatrixGetFloatInfo(
        XgbMatrixHandle matrix, string field, out ulong count, out float* values);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGDMatrixSetStrFeatureInfo(
        XgbMatrixHandle matrix, string field, string[] values, ulong count);

    [LibraryImport(Library)]
    internal static partial int XGBoosterCreate(nint* matrices, ulong count, out nint booster);

    [LibraryImport(Library)]
    internal static partial int XGBoosterFree(nint booster);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGBoosterSetParam(XgbBoosterHandle booster, string name, string value);

    [LibraryImport(Library)]
    internal static partial int XGBoosterGetNumFeature(XgbBoosterHandle booster, out ulong count);

    [LibraryImport(Library)]
    internal static partial int XGBoosterBoostedRounds(XgbBoosterHandle booster, out int count);

    [LibraryImport(Library)]
    internal static partial int XGBoosterUpdateOneIter(XgbBoosterHandle booster, int iteration, XgbMatrixHandle train);

    [LibraryImport(Library)]
    internal static partial int XGBoosterBoostOneIter(
        XgbBoosterHandle booster, XgbMatrixHandle train, float* gradient, float* hessian, ulong count);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGBoosterEvalOneIter(
        XgbBoosterHandle booster, int iteration, nint* matrices, string[] names, ulong count, out byte* result);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGBoosterPredictFromDMatrix(
        XgbBoosterHandle booster,
        XgbMatrixHandle matrix,
        string config,
        out ulong* shape,
        out ulong dimensions,
        out float* result);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGBoosterPredictFromDense(
        XgbBoosterHandle booster,
        string values,
        string config,
        nint proxy,
        out ulong* shape,
        out ulong dimensions,
        out float* result);

    [LibraryImport(Library)]
    internal static partial int XGBoosterLoadModelFromBuffer(XgbBoosterHandle booster, byte* data, ulong length);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGBoosterSaveModelToBuffer(
        XgbBoosterHandle booster, string config, out ulong length, out byte* data);

    [LibraryImport(Library)]
    internal static partial int XGBoosterSerializeToBuffer(XgbBoosterHandle booster, out ulong length, out byte* data);

    [LibraryImport(Library)]
    internal static partial int XGBoosterUnserializeFromBuffer(XgbBoosterHandle booster, byte* data, ulong length);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGBoosterDumpModelEx(
        XgbBoosterHandle booster, string featureMap, int withStatistics, string format, out ulong count, out byte** dump);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGBoosterGetAttr(XgbBoosterHandle booster, string key, out byte* value, out int found);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGBoosterSetAttr(XgbBoosterHandle booster, string key, string? value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGBoosterFeatureScore(
        XgbBoosterHandle booster,
        string config,
        out ulong featureCount,
        out byte** features,
        out ulong dimensions,
        out ulong* shape,
        out float* scores);

    /// <summary>Turns a failed call into an <see cref="XgbException"/> with the library's own words.</summary>
    internal static void Check(int status, [CallerMemberName] string operation = "")
    {
        if (status != 0)
        {
            throw XgbException.FromNative(operation, Text(XGBGetLastError()));
        }
    }

    internal static string Text(byte* utf8) => Marshal.PtrToStringUTF8((nint)utf8) ?? "";

    internal static byte[] Utf8Z(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
