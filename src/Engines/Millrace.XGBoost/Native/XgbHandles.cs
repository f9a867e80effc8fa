using Microsoft.Win32.SafeHandles;

namespace Millrace.XGBoost.Native;

/// <summary>Owns one native DMatrix.</summary>
internal sealed class XgbMatrixHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public XgbMatrixHandle(nint matrix)
        : base(ownsHandle: true) => SetHandle(matrix);

    protected override bool ReleaseHandle() => XgbNative.XGDMatrixFree(handle) == 0;
}

/// <summary>Owns one native Booster.</summary>
internal sealed class XgbBoosterHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public XgbBoosterHandle(nint booster)
        : base(ownsHandle: true) => SetHandle(booster);

    protected override bool ReleaseHandle() => XgbNative.XGBoosterFree(handle) == 0;
}
