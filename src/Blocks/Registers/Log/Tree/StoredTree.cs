using Microsoft.EntityFrameworkCore;

namespace OneStop.Registers.Log.Tree;

/// <summary>A register's tree as its tiles are stored: any proof is one query for a handful of tiles.</summary>
internal sealed class StoredTree(RegistersDb db, string register)
{
    /// <summary>The hashes over these spans, in their order.</summary>
    internal async Task<IReadOnlyList<byte[]>> HashAsync(IReadOnlyList<Span> spans, CancellationToken ct)
    {
        var tiles = await ReadAsync(spans.SelectMany(span => span.Subtrees()).Select(Tile.Of), ct);
        return [.. spans.Select(span => Hash(span, tiles))];
    }

    /// <summary>The root the tree had at a size; it never changes.</summary>
    internal async Task<byte[]> RootAsync(long size, CancellationToken ct) => size == 0 ? TreeHash.Empty : (await HashAsync([new(0, size)], ct))[0];

    internal async Task<GrowingTree> EdgeAsync(long size, CancellationToken ct)
    {
        var tiles = await ReadAsync(Tile.Edge(size).Select(edge => edge.Tile), ct);
        return GrowingTree.From(size, tile => tiles[tile.Path]);
    }

    internal async Task<byte[]?> FindAsync(Tile tile, CancellationToken ct) =>
        (await ReadAsync([tile], ct)).GetValueOrDefault(tile.Path);

    private async Task<Dictionary<string, byte[]>> ReadAsync(IEnumerable<Tile> tiles, CancellationToken ct)
    {
        var paths = tiles.Select(tile => tile.Path).Distinct(StringComparer.Ordinal).ToArray();
        return await db.Tiles.AsNoTracking().Where(tile => tile.Register == register && paths.Contains(tile.Path)).ToDictionaryAsync(tile => tile.Path, tile => tile.Hashes, StringComparer.Ordinal, ct);
    }

    private static byte[] Hash(Span span, Dictionary<string, byte[]> tiles)
    {
        byte[]? root = null;
        foreach (var subtree in span.Subtrees().Reverse())
        {
            var hash = TreeHash.Root(tiles[Tile.Of(subtree).Path].AsSpan()[Tile.Within(subtree)]);
            root = root is null ? hash : TreeHash.Node(hash, root);
        }

        return root!;
    }
}
