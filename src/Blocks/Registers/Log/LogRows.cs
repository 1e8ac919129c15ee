namespace OneStop.Registers.Log;

/// <summary>An entry that has no place in its register's log yet; written with the entry, gone when it has one.</summary>
internal sealed class WaitingEntry
{
    public required string Register { get; init; }
    public required string Key { get; init; }
    public int Number { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
}

/// <summary>An entry's place in its register's log, from 0. Written once.</summary>
internal sealed class StoredLeaf
{
    public required string Register { get; init; }
    public long Position { get; init; }
    public required string Key { get; init; }
    public int Number { get; init; }
}

/// <summary>Up to 256 hashes of the tree. A full tile never changes; one at the edge only grows.</summary>
internal sealed class StoredTile
{
    public required string Register { get; init; }

    /// <summary>As in its address: <c>0/x001/067</c>.</summary>
    public required string Path { get; init; }

    public required byte[] Hashes { get; init; }
}

/// <summary>A head that was signed: a promise that can't be taken back. Written once.</summary>
internal sealed class StoredHead
{
    public required string Register { get; init; }
    public int Number { get; init; }
    public long Size { get; init; }
    public required byte[] Root { get; init; }
    public DateTimeOffset SignedAt { get; init; }

    /// <summary>The signed note, as it is published.</summary>
    public required string Note { get; init; }
}

/// <summary>A register's log: how far it has grown, how far that is signed, and with what.</summary>
internal sealed class StoredLog
{
    public required string Register { get; init; }

    /// <summary>Its name for ever, in every head and key.</summary>
    public required string Origin { get; init; }

    /// <summary>The signing keys' secret, under the field cipher.</summary>
    public required byte[] SealedSecret { get; init; }

    public long Size { get; private set; }
    public long SignedSize { get; private set; }
    public int Heads { get; private set; }
    public DateTimeOffset? SignedAt { get; private set; }
    public int Version { get; private set; }

    internal void GrowBy(int leaves) => Size += leaves;

    internal StoredHead Sign(byte[] root, DateTimeOffset now, string note)
    {
        (SignedSize, SignedAt, Heads) = (Size, now, Heads + 1);
        return new() { Register = Register, Number = Heads, Size = Size, Root = root, SignedAt = now, Note = note };
    }
}
