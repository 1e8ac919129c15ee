using System.Buffers.Binary;
using OneStop.Registers.Log.Tree;

namespace OneStop.Registers.Log.Proofs;

/// <summary>An entry bundle of c2sp.org/tlog-tiles: up to 256 leaves, each after its length in two bytes.</summary>
internal static class TiledEntries
{
    /// <summary>Null where the log does not reach so far, or a leaf is longer than the format has room for (then <c>/entries</c> has it).</summary>
    internal static async Task<byte[]?> ReadAsync(ReadLog log, string register, long number, int width, long size, CancellationToken ct)
    {
        var from = number * Tile.Width;
        if (number > size / Tile.Width || from + width > size)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        var length = new byte[sizeof(ushort)];
        foreach (var placed in await log.EntriesAsync(register, from, from + width, ct))
        {
            var leaf = LeafJson.Of(placed.Entry);
            if (leaf.Length > ushort.MaxValue)
            {
                return null;
            }

            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)leaf.Length);
            bytes.Write(length);
            bytes.Write(leaf);
        }

        return bytes.ToArray();
    }
}
