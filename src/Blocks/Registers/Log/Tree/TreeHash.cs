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
        Span<byte> both = stackalloc byte[1 + (2 * Size)];
        both[0] = 1;
        left.CopyTo(both[1..]);
        right.CopyTo(both[(1 + Size)..]);
        return SHA256.HashData(both);
    }

    /// <summary>The root over hashes of one height that lie side by side, one after another in the bytes.</summary>
    internal static byte[] Root(ReadOnlySpan<byte> hashes)
    {
        var count = hashes.Length / Size;
        if (count == 1)
        {
            return hashes.ToArray();
        }

        var left = (int)Span.LeftOf(count) * Size;
        return Node(Root(hashes[..left]), Root(hashes[left..]));
    }
}
