namespace OneStop.Platform.Identifiers;

/// <summary>Time-ordered identifiers (UUID version 7, RFC 9562 section 5.7).</summary>
public static class Ids
{
    public static Guid New() => Guid.CreateVersion7();

    /// <summary>The instant a version 7 identifier carries, to the millisecond.</summary>
    public static DateTimeOffset TimeOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = 0L;
        for (var i = 0; i < 6; i++)
        {
            milliseconds = (milliseconds << 8) | bytes[i];
        }

        return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
    }
}
