using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace OneStop.Registers.Log.Signing;

/// <summary>A public key with the name of who signs with it, as c2sp.org/signed-note writes it: <c>name+id+key</c>.</summary>
/// <param name="Type"><see cref="Ed25519Note"/> or <see cref="Ed25519Time"/>.</param>
internal sealed record VerifierKey(string Name, byte Type, byte[] PublicKey)
{
    /// <summary>Signs a note's text.</summary>
    internal const byte Ed25519Note = 1;

    /// <summary>Signs a checkpoint with the time: c2sp.org/tlog-cosignature.</summary>
    internal const byte Ed25519Time = 4;

    /// <summary>Tells signatures apart; it proves nothing.</summary>
    internal uint Id { get; } = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(Name), (byte)'\n', Type, .. PublicKey]));

    internal static VerifierKey Of(string name, byte type, byte[] seed)
    {
        var key = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(seed, 0, key, 0);
        return new(name, type, key);
    }

    /// <summary>Null where the text is no key of a kind we know.</summary>
    internal static VerifierKey? Parse(string text)
    {
        var parts = text.Trim().Split('+', 3);
        return parts.Length == 3 && parts[0].Length > 0 && StrictBase64.Read(parts[2]) is { } bytes && bytes.Length == 1 + Ed25519.PublicKeySize
            && bytes[0] is Ed25519Note or Ed25519Time && new VerifierKey(parts[0], bytes[0], bytes[1..]) is var key && parts[1] == key.IdText ? key : null;
    }

    internal bool Verifies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        signature.Length == Ed25519.SignatureSize && Ed25519.Verify(signature.ToArray(), 0, PublicKey, 0, message.ToArray(), 0, message.Length);

    public override string ToString() => $"{Name}+{IdText}+{Convert.ToBase64String([Type, .. PublicKey])}";

    private string IdText => Id.ToString("x8", CultureInfo.InvariantCulture);
}
