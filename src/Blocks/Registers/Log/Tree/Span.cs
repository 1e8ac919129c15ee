using System.Numerics;

namespace OneStop.Registers.Log.Tree;

/// <summary>Leaves side by side, from <paramref name="Start"/> up to but not including <paramref name="End"/>: what one hash of a proof stands for.</summary>
internal readonly record struct Span(long Start, long End)
{
    /// <summary>How many leaves of so many stand left of the root: the largest power of two that is less.</summary>
    internal static long LeftOf(long leaves) => 1L << (63 - BitOperations.LeadingZeroCount((ulong)leaves - 1));

    /// <summary>The complete subtrees it consists of, from left to right.</summary>
    internal IEnumerable<Subtree> Subtrees()
    {
        for (var at = Start; at < End;)
        {
            var height = int.Min(at == 0 ? 62 : BitOperations.TrailingZeroCount(at), BitOperations.Log2((ulong)(End - at)));
            yield return new(height, at >> height);
            at += 1L << height;
        }
    }
}

/// <summary>A complete subtree: 2^<paramref name="Height"/> leaves, the <paramref name="Index"/>-th such group from the left.</summary>
internal readonly record struct Subtree(int Height, long Index);
