using System.Numerics;

namespace OneStop.Registers.Log.Tree;

/// <summary>Which hashes prove something of a tree, and what they prove: RFC 9162 sections 2.1.3 and 2.1.4.</summary>
internal static class Proof
{
    /// <summary>What proves that a leaf is in a tree of so many: the siblings on the way from it to the root, the nearest first.</summary>
    internal static IReadOnlyList<Span> Inclusion(long index, long size)
    {
        var (path, tree) = (new List<Span>(), new Span(0, size));
        while (tree.End - tree.Start > 1)
        {
            var middle = tree.Start + Span.LeftOf(tree.End - tree.Start);
            (var sibling, tree) = index < middle ? (tree with { Start = middle }, tree with { End = middle }) : (tree with { End = middle }, tree with { Start = middle });
            path.Add(sibling);
        }

        path.Reverse();
        return path;
    }

    /// <summary>What proves that the tree of <paramref name="second"/> leaves begins with the one of <paramref name="first"/> (at least 1).</summary>
    internal static IReadOnlyList<Span> Consistency(long first, long second)
    {
        var (path, tree) = (new List<Span>(), new Span(0, second));
        while (tree.End != first)
        {
            var middle = tree.Start + Span.LeftOf(tree.End - tree.Start);
            (var sibling, tree) = first <= middle ? (tree with { Start = middle }, tree with { End = middle }) : (tree with { End = middle }, tree with { Start = middle });
            path.Add(sibling);
        }

        if (tree.Start > 0)
        {
            path.Add(tree);
        }

        path.Reverse();
        return path;
    }

    /// <summary>The root that a leaf and its path lead to (section 2.1.3.2); null where the path does not fit the place.</summary>
    internal static byte[]? RootOf(byte[] leaf, long index, long size, IReadOnlyList<byte[]> path)
    {
        if (index < 0 || index >= size)
        {
            return null;
        }

        var (at, last, root) = ((ulong)index, (ulong)size - 1, leaf);
        foreach (var sibling in path)
        {
            if (last == 0)
            {
                return null;
            }

            if (IsRight(at, last))
            {
                root = TreeHash.Node(sibling, root);
                (at, last) = PastLeftEdge(at, last);
            }
            else
            {
                root = TreeHash.Node(root, sibling);
            }

            (at, last) = (at >> 1, last >> 1);
        }

        return last == 0 ? root : null;
    }

    /// <summary>Whether a path leads to both roots, so that the second tree begins with the first (section 2.1.4.2).</summary>
    internal static bool IsConsistent(long first, byte[] firstRoot, long second, byte[] secondRoot, IReadOnlyList<byte[]> path)
    {
        if (first < 1 || first > second)
        {
            return false;
        }

        if (first == second)
        {
            return path.Count == 0 && firstRoot.AsSpan().SequenceEqual(secondRoot);
        }

        var hashes = BitOperations.IsPow2(first) ? [firstRoot, .. path] : path;
        if (hashes.Count == 0)
        {
            return false;
        }

        var (at, last) = ((ulong)first - 1, (ulong)second - 1);
        var shift = BitOperations.TrailingZeroCount(~at);
        (at, last) = (at >> shift, last >> shift);
        var (one, two) = (hashes[0], hashes[0]);
        foreach (var sibling in hashes.Skip(1))
        {
            if (last == 0)
            {
                return false;
            }

            if (IsRight(at, last))
            {
                (one, two) = (TreeHash.Node(sibling, one), TreeHash.Node(sibling, two));
                (at, last) = PastLeftEdge(at, last);
            }
            else
            {
                two = TreeHash.Node(two, sibling);
            }

            (at, last) = (at >> 1, last >> 1);
        }

        return last == 0 && one.AsSpan().SequenceEqual(firstRoot) && two.AsSpan().SequenceEqual(secondRoot);
    }

    private static bool IsRight(ulong at, ulong last) => (at & 1) == 1 || at == last;

    /// <summary>The last node of an incomplete tree goes up alone until it has a sibling on its left.</summary>
    private static (ulong At, ulong Last) PastLeftEdge(ulong at, ulong last)
    {
        var shift = at == 0 ? 0 : BitOperations.TrailingZeroCount(at);
        return (at >> shift, last >> shift);
    }
}
