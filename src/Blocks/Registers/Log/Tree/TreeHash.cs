using System.Security.Cryptography;

namespace OneStop.Registers.Log.Tree;

/// <summary>The hashes of a Merkle tree: RFC 9162 section 2.1.1 with SHA-256. The first byte keeps a leaf from being taken for a node.</summary>
internal static class TreeHash
{
    internal const int Size = SHA256.HashSizeInBytes;

    /// <summary>The root of a tree without leaves.</summary>
    internal static byte[] Empty => SHA256.HashData([]);

    internal static byte[] Leaf(ReadOnlySpan<byte> entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0]);
        hash.AppendData(entry);
        return hash.GetHashAndReset();
    }

    internal static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var hash = new byte[Size];
        Node(left, right, hash);
        return hash;
    }

    /// <summary>The root over hashes of one height that lie side by side, one after another in the bytes: a power of two of them, at most a tile.</summary>
    internal static byte[] Root(ReadOnlySpan<byte> hashes)
    {
        Span<byte> level = stackalloc byte[Tile.Bytes];
        hashes.CopyTo(level);
        for (var count = hashes.Length / Size; count > 1; count /= 2)
        {
            for (var pair = 0; pair < count / 2; pair++)
            {
                var both = level.Slice(pair * 2 * Size, 2 * Size);
                Node(both[..Size], both[Size..], level.Slice(pair * Size, Size));
            }
        }

        return level[..Size].ToArray();
    }

    private static void Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> hash)
    {
        Span<byte> both = stackalloc byte[1 + (2 * Size)];
        both[0] = 1;
        left.CopyTo(both[1..]);
        right.CopyTo(both[(1 + Size)..]);
        SHA256.HashData(both, hash);
    }
}
