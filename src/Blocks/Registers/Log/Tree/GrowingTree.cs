namespace OneStop.Registers.Log.Tree;

/// <summary>A tree at its right edge: takes leaves, hands out the tiles they fill, and knows its root.</summary>
internal sealed class GrowingTree
{
    private readonly List<Edge> levels = [];

    internal long Size { get; private set; }

    /// <summary>Goes on from a tree of that size.</summary>
    /// <param name="hashes">What a tile of its edge holds; it may hold more than the tree of that size did.</param>
    internal static GrowingTree From(long size, Func<Tile, byte[]> hashes)
    {
        var tree = new GrowingTree { Size = size };
        foreach (var (tile, width) in Tile.Edge(size))
        {
            tree.At(tile.Level).Take(hashes(tile).AsSpan(0, width * TreeHash.Size));
        }

        return tree;
    }

    /// <summary>Adds a leaf by its hash.</summary>
    /// <param name="filled">Hears of every tile that is full by it.</param>
    internal void Add(byte[] leaf, Action<Tile, byte[]> filled)
    {
        var number = Size++ / Tile.Width;
        for (var (level, hash) = (0, leaf); ; level++, number /= Tile.Width)
        {
            var edge = At(level);
            edge.Take(hash);
            if (edge.Hashes.Length < Tile.Bytes)
            {
                return;
            }

            var full = edge.Hashes.ToArray();
            edge.Clear();
            filled(new(level, number), full);
            hash = TreeHash.Root(full);
        }
    }

    /// <summary>The tiles of its edge, which are not full.</summary>
    internal IEnumerable<(Tile Tile, byte[] Hashes)> Unfilled() => Tile.Edge(Size).Select(edge => (edge.Tile, At(edge.Tile.Level).Hashes.ToArray()));

    internal byte[] Root()
    {
        byte[]? root = null;
        foreach (var edge in levels)
        {
            foreach (var subtree in new Span(0, edge.Hashes.Length / TreeHash.Size).Subtrees().Reverse())
            {
                var hash = TreeHash.Root(edge.Hashes[Tile.Within(subtree)]);
                root = root is null ? hash : TreeHash.Node(hash, root);
            }
        }

        return root ?? TreeHash.Empty;
    }

    private Edge At(int level)
    {
        while (levels.Count <= level)
        {
            levels.Add(new Edge());
        }

        return levels[level];
    }

    private sealed class Edge
    {
        private readonly byte[] bytes = new byte[Tile.Bytes];
        private int length;

        internal ReadOnlySpan<byte> Hashes => bytes.AsSpan(0, length);

        internal void Take(ReadOnlySpan<byte> hashes)
        {
            hashes.CopyTo(bytes.AsSpan(length));
            length += hashes.Length;
        }

        internal void Clear() => length = 0;
    }
}
