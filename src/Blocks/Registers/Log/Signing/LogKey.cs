using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace OneStop.Registers.Log.Signing;

/// <summary>What a register's heads are signed with: one Ed25519 key for the head, one for the head with the time (the standard wants two).</summary>
internal sealed class LogKey
{
    private readonly string origin;
    private readonly byte[] noteSeed;
    private readonly byte[] timeSeed;

    private LogKey(string origin, byte[] secret)
    {
        this.origin = origin;
        (noteSeed, timeSeed) = (secret[..Ed25519.SecretKeySize], secret[Ed25519.SecretKeySize..]);
        Verifiers = [VerifierKey.Of(origin, VerifierKey.Ed25519Note, noteSeed), VerifierKey.Of(origin, VerifierKey.Ed25519Time, timeSeed)];
    }

    internal IReadOnlyList<VerifierKey> Verifiers { get; }

    internal static byte[] NewSecret() => RandomNumberGenerator.GetBytes(2 * Ed25519.SecretKeySize);

    internal static LogKey From(string origin, byte[] secret) => new(origin, secret);

    internal SignedNote Sign(long size, byte[] root, DateTimeOffset now)
    {
        var note = new SignedNote(new Checkpoint(origin, size, root).Body, []);
        var time = now.ToUnixTimeSeconds();
        var stamp = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(stamp, time);
        return note with
        {
            Signatures =
            [
                new(origin, Verifiers[0].Id, Sign(noteSeed, note.Body)),
                new(origin, Verifiers[1].Id, [.. stamp, .. Sign(timeSeed, note.WithTime(time))]),
            ],
        };
    }

    private static byte[] Sign(byte[] seed, string text)
    {
        var (message, signature) = (Encoding.UTF8.GetBytes(text), new byte[Ed25519.SignatureSize]);
        Ed25519.Sign(seed, 0, message, 0, message.Length, signature, 0);
        return signature;
    }
}
