using System.Runtime.InteropServices;

namespace Millrace.XGBoost;

/// <summary>Holds arrays in place while native code reads them.</summary>
internal sealed unsafe class ColumnPins : IDisposable
{
    private readonly GCHandle[] _pins;

    internal ColumnPins(IReadOnlyList<float[]> columns)
    {
        _pins = new GCHandle[columns.Count];
        Addresses = new void*[columns.Count];
        for (var i = 0; i < columns.Count; i++)
        {
            _pins[i] = GCHandle.Alloc(columns[i], GCHandleType.Pinned);
            Addresses[i] = (void*)_pins[i].AddrOfPinnedObject();
        }
    }

    internal void*[] Addresses { get; }

    public void Dispose()
    {
        foreach (var pin in _pins)
        {
            pin.Free();
        }
    }
}
