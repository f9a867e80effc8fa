using System.Data.Common;

namespace Millrace.Kernel.Tables;

/// <summary>Writes that give nothing back.</summary>
public static class TableWrites
{
    /// <summary>As <see cref="ITables.WriteAsync{T}"/>, for work without a value.</summary>
    public static Task WriteAsync(this ITables tables, Action<DbTransaction> work, CancellationToken ct) =>
        tables.WriteAsync(
            transaction =>
            {
                work(transaction);
                return true;
            },
            ct);
}
