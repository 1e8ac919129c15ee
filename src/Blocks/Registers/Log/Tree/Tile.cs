using System.Globalization;

namespace OneStop.Registers.Log.Tree;

/// <summary>
/// 256 hashes of one height that lie side by side, as c2sp.org/tlog-tiles stores a tree: level 0 holds the leaves' hashes, each level above
/// the roots of full tiles below. A tile at the tree's right edge holds fewer.
/// </summary>
internal readonly record struct Tile(int Level, long Number)
{
    internal const int Width = 256;
    internal const int Height = 8;
    internal const int Bytes = Width * TreeHash.Size;
    private const int MostLevels = 64 / Height;

    /// <summary>Its name in the standard's addresses: <c>0/x001/x234/067</c>.</summary>
    internal string Path => $"{Level.ToString(CultureInfo.InvariantCulture)}/{Groups(Number)}";

    /// <summary>The one that holds a subtree's hashes.</summary>
    internal static Tile Of(Subtree subtree) => new(subtree.Height / Height, First(subtree) / Width);

    /// <summary>Where in its tile a subtree's hashes stand: the subtree's root is the root over them.</summary>
    internal static Range Within(Subtree subtree)
    {
        var first = (int)(First(subtree) % Width);
        return (first * TreeHash.Size)..((first + (1 << (subtree.Height % Height))) * TreeHash.Size);
    }

    /// <summary>The tiles at the right edge of a tree: those that hold some hashes, but not all. The lowest comes first.</summary>
    internal static IEnumerable<(Tile Tile, int Width)> Edge(long size)
    {
        for (var level = 0; level < MostLevels && size >> (level * Height) > 0; level++)
        {
            var hashes = size >> (level * Height);
            if (hashes % Width is > 0 and var width)
            {
                yield return (new(level, hashes / Width), (int)width);
            }
        }
    }

    /// <summary>Reads the number part of an address, with or without a partial tile's width: <c>x001/067</c>, <c>x001/067.p/13</c>.</summary>
    internal static (long Number, int Width)? ReadNumber(string text)
    {
        var (name, width) = (text, Width);
        if (text.IndexOf(".p/", StringComparison.Ordinal) is >= 0 and var at)
        {
            name = text[..at];
            if (!int.TryParse(text[(at + 3)..], NumberStyles.None, CultureInfo.InvariantCulture, out width) || width is < 1 or >= Width)
            {
                return null;
            }
        }

        // Fifteen digits are more leaves than will ever be, and no number beyond a long.
        return name.Length <= 19 && long.TryParse(name.Replace("x", "", StringComparison.Ordinal).Replace("/", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && Groups(number) == name ? (number, width) : null;
    }

    private static long First(Subtree subtree) => subtree.Index << (subtree.Height % Height);

    private static string Groups(long number)
    {
        var last = (number % 1000).ToString("000", CultureInfo.InvariantCulture);
        for (number /= 1000; number > 0; number /= 1000)
        {
            last = $"x{(number % 1000).ToString("000", CultureInfo.InvariantCulture)}/{last}";
        }

        return last;
    }
}
