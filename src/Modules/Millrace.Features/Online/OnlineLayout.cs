namespace Millrace.Features.Online;

/// <summary>Where the arrays of a view's file are. All are little-endian and start at multiples of 64 bytes.</summary>
/// <remarks>
/// Rows lie entity by entity, each entity's by ascending event time. <c>Sums</c> holds, before each row and after the last,
/// the running sums of all rows before it, so that any range of rows is one subtraction. Blocks of 64 rows keep the earliest
/// and latest start and the best values inside, so that rows not yet known at an instant are found without looking at all.
/// </remarks>
internal sealed class OnlineLayout
{
    /// <summary>Rows of a block.</summary>
    public const int BlockRows = 64;

    private const int Alignment = 64;

    public OnlineLayout(OnlineHeader header, long dataStart)
    {
        var next = dataStart;
        BlockCount = (header.RowCount + BlockRows - 1) / BlockRows;
        KeyOffsets = Take(ref next, header.EntityCount + 1L, sizeof(int));
        KeyBytes = Take(ref next, header.KeyByteCount, 1);
        HashSlots = Take(ref next, header.HashSlotCount, sizeof(int));
        EntityRows = Take(ref next, header.EntityCount + 1L, sizeof(int));
        Lateness = Take(ref next, header.EntityCount, sizeof(long));
        Events = Take(ref next, header.RowCount, sizeof(long));
        Starts = Take(ref next, header.RowCount, sizeof(long));
        Sums = Take(ref next, (header.RowCount + 1L) * header.Width, sizeof(long));
        BlockStarts = Take(ref next, BlockCount * 2L, sizeof(long));
        Extremes = Take(ref next, (long)header.ExtremeCount * header.RowCount, sizeof(double));
        BlockBests = Take(ref next, (long)header.ExtremeCount * BlockCount, sizeof(double));
        Length = next;
    }

    /// <summary>Blocks of rows.</summary>
    public int BlockCount { get; }

    /// <summary>int per entity and one more: where its key begins.</summary>
    public long KeyOffsets { get; }

    /// <summary>Keys one after another.</summary>
    public long KeyBytes { get; }

    /// <summary>int per slot: entity + 1, or 0.</summary>
    public long HashSlots { get; }

    /// <summary>int per entity and one more: its first row.</summary>
    public long EntityRows { get; }

    /// <summary>long per entity: the longest time between a row's event and its start.</summary>
    public long Lateness { get; }

    /// <summary>long per row: event time.</summary>
    public long Events { get; }

    /// <summary>long per row: the instant from which it counts.</summary>
    public long Starts { get; }

    /// <summary>Width longs per row and one more: sums of the rows before.</summary>
    public long Sums { get; }

    /// <summary>Two longs per block: earliest and latest start.</summary>
    public long BlockStarts { get; }

    /// <summary>double per row, column by column: values of minima and maxima.</summary>
    public long Extremes { get; }

    /// <summary>double per block, column by column: the best of the block.</summary>
    public long BlockBests { get; }

    /// <summary>Bytes of the file.</summary>
    public long Length { get; }

    private static long Take(ref long next, long count, int size)
    {
        var start = (next + Alignment - 1) / Alignment * Alignment;
        next = start + (count * size);
        return start;
    }
}
