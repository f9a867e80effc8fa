using System.Buffers;
using Millrace.Features.Contracts;
using Millrace.Features.Entities;

namespace Millrace.Features.Online;

/// <summary>The keys of the kept entities and a hash table to find them.</summary>
/// <param name="Bytes">Keys one after another.</param>
/// <param name="Offsets">By entity, and one more: where its key begins.</param>
/// <param name="Slots">Open addressing: entity + 1, or 0; at most half full.</param>
internal sealed record OnlineKeyTable(byte[] Bytes, int[] Offsets, int[] Slots)
{
    /// <summary>Reads each entity's key off its first row.</summary>
    public static OnlineKeyTable Of(OnlineRows rows, IReadOnlyList<KeyColumn> keys)
    {
        var entityCount = rows.EntityRows.Length - 1;
        var bytes = new ArrayBufferWriter<byte>();
        var offsets = new int[entityCount + 1];
        var slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, entityCount * 2))];
        var key = new OnlineKey[keys.Count];
        for (var entity = 0; entity < entityCount; entity++)
        {
            var row = rows.Rows[rows.EntityRows[entity]];
            for (var part = 0; part < key.Length; part++)
            {
                var code = keys[part].Codes[row];
                key[part] = keys[part].Texts is { } texts ? OnlineKey.Of(texts[code]) : OnlineKey.Of(keys[part].Numbers![code]);
            }

            var written = EntityKeyBytes.Write(key, bytes.GetSpan(EntityKeyBytes.MaxLength(key)));
            var slot = (int)EntityKeyBytes.Hash(written) & (slots.Length - 1);
            bytes.Advance(written.Length);
            offsets[entity + 1] = bytes.WrittenCount;
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & (slots.Length - 1);
            }

            slots[slot] = entity + 1;
        }

        return new OnlineKeyTable(bytes.WrittenSpan.ToArray(), offsets, slots);
    }
}
