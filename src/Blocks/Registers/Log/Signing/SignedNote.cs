using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace OneStop.Registers.Log.Signing;

/// <summary>A text with signatures below it (c2sp.org/signed-note).</summary>
/// <param name="Body">What is signed, with its last line's end.</param>
internal sealed record SignedNote(string Body, IReadOnlyList<NoteSignature> Signatures)
{
    private const string Mark = "— ";
    private const int MostSignatures = 64;
    private const int TimeSize = sizeof(ulong);

    /// <summary>Null where the text is no signed note.</summary>
    internal static SignedNote? Parse(string text)
    {
        var end = text.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || !text.EndsWith('\n') || text.Any(symbol => symbol is < ' ' and not '\n'))
        {
            return null;
        }

        var lines = text[(end + 2)..^1].Split('\n');
        var signatures = lines.Take(MostSignatures).Select(NoteSignature.Parse).OfType<NoteSignature>().ToList();
        return signatures.Count == lines.Length ? new(text[..(end + 1)], signatures) : null;
    }

    /// <summary>
    /// Whether one of the keys has signed the text, and none of those that claim to have done so has not. Signatures of others are left alone.
    /// </summary>
    internal NoteVerdict Check(IReadOnlyCollection<VerifierKey> keys)
    {
        var (signed, at) = (false, (DateTimeOffset?)null);
        foreach (var signature in Signatures)
        {
            if (keys.FirstOrDefault(key => key.Name == signature.Name && key.Id == signature.KeyId) is not { } key)
            {
                continue;
            }

            switch (key.Type)
            {
                case VerifierKey.Ed25519Note when key.Verifies(Encoding.UTF8.GetBytes(Body), signature.Bytes):
                    signed = true;
                    break;
                case VerifierKey.Ed25519Time when signature.Bytes.Length > TimeSize
                    && BinaryPrimitives.ReadUInt64BigEndian(signature.Bytes) is var time && time <= (ulong)DateTimeOffset.MaxValue.ToUnixTimeSeconds()
                    && key.Verifies(Encoding.UTF8.GetBytes(WithTime((long)time)), signature.Bytes.AsSpan(TimeSize)):
                    at = DateTimeOffset.FromUnixTimeSeconds((long)time);
                    break;
                default:
                    return new(false, null);
            }
        }

        return new(signed, at);
    }

    internal string WithTime(long unixSeconds) => string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {unixSeconds}\n{Body}");

    public override string ToString() => $"{Body}\n{string.Concat(Signatures.Select(signature => $"{Mark}{signature}\n"))}";
}

/// <param name="SignedAt">Null where no key that signs with the time has signed.</param>
internal readonly record struct NoteVerdict(bool IsSigned, DateTimeOffset? SignedAt);

internal sealed record NoteSignature(string Name, uint KeyId, byte[] Bytes)
{
    internal static NoteSignature? Parse(string line) =>
        line.Split(' ') is ["—", { Length: > 0 } name, var text] && StrictBase64.Read(text) is { Length: > sizeof(uint) } bytes
            ? new(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[sizeof(uint)..]) : null;

    public override string ToString()
    {
        var id = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(id, KeyId);
        return $"{Name} {Convert.ToBase64String([.. id, .. Bytes])}";
    }
}
