using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OneStop.Platform.Identifiers;

/// <summary>
/// Time-ordered identifiers (UUID version 7, RFC 9562 section 5.7). Those made by one process rise strictly: the twelve bits
/// after the millisecond count (section 6.2, method 1), so that two events of one millisecond keep their order.
/// </summary>
public static class Ids
{
    private const int CounterBits = 12;
    private static long last;

    public static Guid New()
    {
        var moment = Next();
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes[8..]);
        BinaryPrimitives.WriteInt64BigEndian(bytes, moment >> CounterBits << 16 | 0x7000L | (moment & ((1 << CounterBits) - 1)));
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>The instant a version 7 identifier carries, to the millisecond.</summary>
    public static DateTimeOffset TimeOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16);
    }

    private static long Next()
    {
        while (true)
        {
            var before = Volatile.Read(ref last);
            var next = Math.Max(before + 1, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() << CounterBits);
            if (Interlocked.CompareExchange(ref last, next, before) == before)
            {
                return next;
            }
        }
    }
}
