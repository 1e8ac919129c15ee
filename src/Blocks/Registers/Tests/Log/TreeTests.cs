using CsCheck;
using OneStop.Registers.Log.Tree;

namespace OneStop.Registers.Tests.Log;

public sealed class TreeTests
{
    // The leaves and roots with which Certificate Transparency's implementations test each other.
    private static readonly byte[][] Known = [.. new[] { "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f" }.Select(Convert.FromHexString)];

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void The_known_trees_have_the_known_roots(int size, string root) => Assert.Equal(root, Hex(new Forest(Known[..size]).Tree.Root()));

    [Theory]
    [InlineData(0, 8, "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")]
    [InlineData(5, 8, "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(2, 3, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(1, 5, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")]
    public void The_known_leaves_have_the_known_paths(int index, int size, string path) =>
        Assert.Equal(path.Split(' '), new Forest(Known).Inclusion(index, size).Select(Hex));

    [Theory]
    [InlineData(1, 8, "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")]
    [InlineData(6, 8, "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(2, 5, "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")]
    public void The_known_trees_have_the_known_consistency_paths(int first, int second, string path) =>
        Assert.Equal(path.Split(' '), new Forest(Known).Consistency(first, second).Select(Hex));

    [Fact]
    public void Tiles_have_the_standards_names_and_widths()
    {
        Assert.Equal("0/x001/x234/067", new Tile(0, 1_234_067).Path);
        Assert.Equal("3/000", new Tile(3, 0).Path);
        Assert.Equal([(new(0, 273), 112), (new(1, 1), 17), (new(2, 0), 1)], Tile.Edge(70_000));
        Assert.Equal([(new(1, 0), 1)], Tile.Edge(256));
        Assert.Equal((1_234_067, 256), Tile.ReadNumber("x001/x234/067"));
        Assert.Equal((67, 13), Tile.ReadNumber("067.p/13"));
        Assert.All(["67", "0067", "x000/067", "001/067", "x001/x067", "067.p/0", "067.p/256", "067.p/013x", "-01", "", "067.p/", "x999/x999/x999/x999/x999/x999/x999/999"], text => Assert.Null(Tile.ReadNumber(text)));
    }

    [Fact]
    public void A_tree_that_goes_on_from_its_tiles_is_the_tree_that_grew_at_once() => Gen.Select(Gen.Int[1, 1_500], Gen.Int[0, 1_500]).Sample((size, rest) =>
    {
        var begun = new Forest(Leaves(size));
        var grown = GrowingTree.From(size, tile => begun.Tiles[tile]);
        Leaves(size + rest).Skip(size).ToList().ForEach(leaf => grown.Add(TreeHash.Leaf(leaf), (_, _) => { }));

        Assert.Equal(new Forest(Leaves(size + rest)).Tree.Root(), grown.Root());
    }, iter: 40);

    [Fact]
    public void Every_leaf_is_proved_and_no_changed_bit_passes() => Gen.Select(Gen.Int[1, 700], Gen.Double[0, 0.999], Gen.Int[0, 255], Gen.Int[0, int.MaxValue]).Sample((size, part, bit, which) =>
    {
        var (forest, index) = (new Forest(Leaves(700)), (int)(part * size));
        var (path, root, leaf) = (forest.Inclusion(index, size), forest.Root(size), TreeHash.Leaf(Leaf(index)));

        Assert.Equal(root, Proof.RootOf(leaf, index, size, path));
        Assert.NotEqual(root, Proof.RootOf(Flip(leaf, bit), index, size, path));
        Assert.NotEqual(root, Proof.RootOf(leaf, (index + 1) % int.Max(size, 2), size, path));
        Assert.NotEqual(root, Proof.RootOf(leaf, index, size, [.. path, root]));
        if (path.Count > 0)
        {
            Assert.NotEqual(root, Proof.RootOf(leaf, index, size, [.. path.Select((hash, i) => i == which % path.Count ? Flip(hash, bit) : hash)]));
            Assert.NotEqual(root, Proof.RootOf(leaf, index, size, [.. path.Take(path.Count - 1)]));
        }
    }, iter: 300);

    [Fact]
    public void Every_tree_is_proved_to_begin_every_later_one_and_no_changed_bit_passes() => Gen.Select(Gen.Int[1, 700], Gen.Double[0, 1], Gen.Int[0, 255], Gen.Int[0, int.MaxValue]).Sample((second, part, bit, which) =>
    {
        var (forest, first) = (new Forest(Leaves(700)), 1 + (int)(part * (second - 1)));
        var (path, one, two) = (forest.Consistency(first, second), forest.Root(first), forest.Root(second));

        Assert.True(Proof.IsConsistent(first, one, second, two, path));
        Assert.False(Proof.IsConsistent(first, Flip(one, bit), second, two, path));
        Assert.False(Proof.IsConsistent(first, one, second, Flip(two, bit), path));
        Assert.False(Proof.IsConsistent(first, one, second, two, [.. path, one]));
        if (path.Count > 0)
        {
            Assert.False(Proof.IsConsistent(first, one, second, two, [.. path.Select((hash, i) => i == which % path.Count ? Flip(hash, bit) : hash)]));
            Assert.False(Proof.IsConsistent(first, one, second, two, [.. path.Take(path.Count - 1)]));
        }
    }, iter: 300);

    internal static byte[] Leaf(int index) => BitConverter.GetBytes(index);

    private static IEnumerable<byte[]> Leaves(int count) => Enumerable.Range(0, count).Select(Leaf);

    private static byte[] Flip(byte[] hash, int bit) => [.. hash.Select((value, at) => at == bit / 8 ? (byte)(value ^ (1 << (bit % 8))) : value)];

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);

    /// <summary>A tree with all its tiles, as the database would keep them.</summary>
    private sealed class Forest
    {
        internal Forest(IEnumerable<byte[]> leaves)
        {
            foreach (var leaf in leaves)
            {
                Tree.Add(TreeHash.Leaf(leaf), (tile, hashes) => Tiles[tile] = hashes);
            }

            foreach (var (tile, hashes) in Tree.Unfilled())
            {
                Tiles[tile] = hashes;
            }
        }

        internal GrowingTree Tree { get; } = new();

        internal Dictionary<Tile, byte[]> Tiles { get; } = [];

        internal List<byte[]> Inclusion(int index, int size) => [.. Proof.Inclusion(index, size).Select(Hash)];

        internal List<byte[]> Consistency(int first, int second) => [.. Proof.Consistency(first, second).Select(Hash)];

        internal byte[] Root(int size) => Hash(new Span(0, size));

        private byte[] Hash(Span span) => span.Subtrees().Reverse().Select(subtree => TreeHash.Root(Tiles[Tile.Of(subtree)].AsSpan()[Tile.Within(subtree)]))
            .Aggregate((right, left) => TreeHash.Node(left, right));
    }
}
