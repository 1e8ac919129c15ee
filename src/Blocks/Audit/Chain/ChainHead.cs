namespace OneStop.Audit.Chain;

/// <summary>Where the chain ends. Kept beside the lines, so that a removed last line is missed.</summary>
internal sealed class ChainHead
{
    /// <summary>There is one chain, and this is its number.</summary>
    public const int Only = 1;

    public int Id { get; init; } = Only;
    public long Position { get; private set; }
    public string Hash { get; private set; } = LineHash.Beginning;
    public int Version { get; private set; }

    public void MoveTo(long position, string hash) => (Position, Hash) = (position, hash);
}
