using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Millrace.XGBoost.Native;

namespace Millrace.XGBoost;

/// <summary>Lends the blocks of a row source to the library's callbacks, one at a time.</summary>
internal sealed unsafe class RowIteration : IDisposable
{
    private readonly IXgbRowSource _source;
    private readonly XgbMatrixHandle _proxy;
    private readonly GCHandle _self;
    private MemoryHandle _pin;
    private ExceptionDispatchInfo? _failure;
    private long? _rowsPerPass;
    private long _rowsThisPass;

    internal RowIteration(IXgbRowSource source)
    {
        _source = source;
        XgbNative.Check(XgbNative.XGProxyDMatrixCreate(out var proxy));
        _proxy = new XgbMatrixHandle(proxy);
        _self = GCHandle.Alloc(this);
    }

    internal static delegate* unmanaged[Cdecl]<nint, void> Reset => &OnReset;

    internal static delegate* unmanaged[Cdecl]<nint, int> Next => &OnNext;

    internal nint State => GCHandle.ToIntPtr(_self);

    internal nint Proxy => _proxy.DangerousGetHandle();

    public void Dispose()
    {
        _pin.Dispose();
        _self.Free();
        _proxy.Dispose();
    }

    internal void RethrowFailure() => _failure?.Throw();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnReset(nint state) => ((RowIteration)GCHandle.FromIntPtr(state).Target!).Rewind();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnNext(nint state) => ((RowIteration)GCHandle.FromIntPtr(state).Target!).Advance() ? 1 : 0;

    // An exception must not cross native frames: it is kept, the passes come to their end, and the caller rethrows it.
    private void Rewind()
    {
        try
        {
            _rowsThisPass = 0;
            _source.Rewind();
        }
        catch (Exception failure)
        {
            _failure ??= ExceptionDispatchInfo.Capture(failure);
        }
    }

    private bool Advance()
    {
        try
        {
            return _failure is null && Lend(_source.Next());
        }
        catch (Exception failure)
        {
            _failure ??= ExceptionDispatchInfo.Capture(failure);
            return false;
        }
    }

    private bool Lend(ReadOnlyMemory<float> block)
    {
        _pin.Dispose();
        var rows = XgbMatrix.WholeRows(block.Length, _source.FeatureCount);
        _rowsThisPass += rows;
        RequireSamePass(isEnd: rows == 0);
        if (rows == 0)
        {
            return false;
        }

        if (block.Span.ContainsAny(float.PositiveInfinity, float.NegativeInfinity))
        {
            throw new XgbException("The rows hold an infinite value; only finite numbers and NaN can be learned from.");
        }

        _pin = block.Pin();
        var data = ArrayInterface.Rows((float*)_pin.Pointer, rows, _source.FeatureCount);
        XgbNative.Check(XgbNative.XGProxyDMatrixSetDataDense(Proxy, data));
        return true;
    }

    // The library sizes its memory by the first pass and would write past it if a later one were longer.
    private void RequireSamePass(bool isEnd)
    {
        if (_rowsPerPass is { } expected && (_rowsThisPass > expected || (isEnd && _rowsThisPass < expected)))
        {
            throw new XgbException(
                $"The row source yielded {_rowsThisPass} rows in one pass and {expected} in another; every pass must be the same.");
        }

        if (isEnd)
        {
            _rowsPerPass ??= _rowsThisPass;
        }
    }
}
