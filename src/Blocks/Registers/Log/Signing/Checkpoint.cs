using System.Globalization;
using OneStop.Registers.Log.Tree;

namespace OneStop.Registers.Log.Signing;

/// <summary>The head of a tree: whose it is, how many leaves it has and its root (c2sp.org/tlog-checkpoint).</summary>
internal sealed record Checkpoint(string Origin, long Size, byte[] Root)
{
    /// <summary>The text that is signed.</summary>
    internal string Body => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root)}\n");

    /// <summary>Null where the text is no checkpoint.</summary>
    internal static Checkpoint? Parse(string body) =>
        body.Split('\n') is [{ Length: > 0 } origin, var size, var hash, ..]
            && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var leaves) && leaves.ToString(CultureInfo.InvariantCulture) == size
            && StrictBase64.Read(hash) is { Length: TreeHash.Size } root ? new(origin, leaves, root) : null;
}
