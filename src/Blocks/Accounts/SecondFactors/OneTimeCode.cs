using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OneStop.Accounts.SecondFactors;

/// <summary>Time-based one-time passwords (RFC 6238 over RFC 4226: HMAC-SHA-1, 30 seconds, six digits), as every authenticator app makes them.</summary>
internal static class OneTimeCode
{
    public const int SecretBytes = 20;

    private const int StepSeconds = 30;
    private const int Digits = 6;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The step whose code was typed; null where none fits. One step either side allows for clocks that differ; a step not after the last one taken never fits again.</summary>
    public static long? Match(ReadOnlySpan<byte> secret, string typed, long lastStep, DateTimeOffset now)
    {
        var current = now.ToUnixTimeSeconds() / StepSeconds;
        for (var step = Math.Max(current - 1, lastStep + 1); step <= current + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(At(secret, step)), Encoding.UTF8.GetBytes(typed)))
            {
                return step;
            }
        }

        return null;
    }

    public static string At(ReadOnlySpan<byte> secret, DateTimeOffset moment) => At(secret, moment.ToUnixTimeSeconds() / StepSeconds);

    /// <summary>RFC 4226 section 5.3.</summary>
    public static string At(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[20];
        HMACSHA1.HashData(secret, counter, hash);
        var offset = hash[^1] & 0xF;
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash[offset..]) & 0x7FFF_FFFF;
        return (number % 1_000_000).ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0');
    }

    /// <summary>The secret as people and apps type it (RFC 4648 base 32).</summary>
    public static string Written(ReadOnlySpan<byte> secret)
    {
        var text = new StringBuilder();
        var (bits, count) = (0, 0);
        foreach (var octet in secret)
        {
            (bits, count) = ((bits << 8) | octet, count + 8);
            while (count >= 5)
            {
                count -= 5;
                text.Append(Base32[(bits >> count) & 31]);
            }
        }

        return text.ToString();
    }
}
