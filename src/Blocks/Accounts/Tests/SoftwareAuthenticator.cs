using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OneStop.Accounts.Tests;

/// <summary>A WebAuthn authenticator of our own: one ES256 key, attestation "none" (W3C Web Authentication Level 3, sections 6.1 and 6.5).</summary>
internal sealed class SoftwareAuthenticator(Uri site) : IDisposable
{
    private const byte Present = 0x01;
    private const byte Verified = 0x04;
    private const byte HasKey = 0x40;
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(32);
    private byte[] userHandle = [];
    private uint counter;

    /// <summary>Whether its owner shows a fingerprint.</summary>
    public bool Verifies { get; init; } = true;

    public string Create(string optionsJson)
    {
        var options = JsonNode.Parse(optionsJson)!;
        userHandle = Base64Url.DecodeFromChars(options["user"]!["id"]!.GetValue<string>());
        var client = ClientData("webauthn.create", options["challenge"]!.GetValue<string>());
        var cbor = new CborWriter(CborConformanceMode.Ctap2Canonical);
        cbor.WriteStartMap(3);
        cbor.WriteTextString("fmt");
        cbor.WriteTextString("none");
        cbor.WriteTextString("attStmt");
        cbor.WriteStartMap(0);
        cbor.WriteEndMap();
        cbor.WriteTextString("authData");
        cbor.WriteByteString([.. AuthenticatorData(HasKey), .. new byte[16], .. Length(id), .. id, .. PublicKey()]);
        cbor.WriteEndMap();
        return Credential(new() { ["clientDataJSON"] = Base64Url.EncodeToString(client), ["attestationObject"] = Base64Url.EncodeToString(cbor.Encode()), ["transports"] = new JsonArray("internal") });
    }

    public string Get(string optionsJson)
    {
        var client = ClientData("webauthn.get", JsonNode.Parse(optionsJson)!["challenge"]!.GetValue<string>());
        var data = AuthenticatorData(0);
        var signature = key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new()
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(client),
            ["authenticatorData"] = Base64Url.EncodeToString(data),
            ["signature"] = Base64Url.EncodeToString(signature),
            ["userHandle"] = Base64Url.EncodeToString(userHandle),
        });
    }

    public void Dispose() => key.Dispose();

    private string Credential(JsonObject response) => new JsonObject
    {
        ["id"] = Base64Url.EncodeToString(id),
        ["rawId"] = Base64Url.EncodeToString(id),
        ["type"] = "public-key",
        ["authenticatorAttachment"] = "platform",
        ["clientExtensionResults"] = new JsonObject(),
        ["response"] = response,
    }.ToJsonString();

    private byte[] ClientData(string type, string challenge) =>
        JsonSerializer.SerializeToUtf8Bytes(new { type, challenge, origin = site.GetLeftPart(UriPartial.Authority), crossOrigin = false });

    private byte[] AuthenticatorData(byte flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, ++counter);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(site.Host)), (byte)(flags | Present | (Verifies ? Verified : 0)), .. count];
    }

    private static byte[] Length(byte[] of)
    {
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)of.Length);
        return length;
    }

    /// <summary>COSE (RFC 9053): kty EC2, alg ES256, crv P-256, x, y.</summary>
    private byte[] PublicKey()
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var cbor = new CborWriter(CborConformanceMode.Ctap2Canonical);
        cbor.WriteStartMap(5);
        foreach (var (label, value) in new[] { (1, 2), (3, -7), (-1, 1) })
        {
            cbor.WriteInt32(label);
            cbor.WriteInt32(value);
        }

        cbor.WriteInt32(-2);
        cbor.WriteByteString(point.X!);
        cbor.WriteInt32(-3);
        cbor.WriteByteString(point.Y!);
        cbor.WriteEndMap();
        return cbor.Encode();
    }
}
