using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OneStop.RoadCargo.Crossings;

/// <summary>JSON Web Signatures in compact form (RFC 7515) with ES256 (RFC 7518, section 3.4).</summary>
internal static class Jws
{
    internal static string Sign(ECDsa key, string keyId, ReadOnlySpan<byte> payload)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(new { alg = "ES256", kid = keyId });
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    /// <summary>The payload; null where the signature is not the key's.</summary>
    internal static byte[]? Verify(ECDsa key, string jws)
    {
        try
        {
            return jws.Split('.') is [var header, var payload, var signature]
                && JsonDocument.Parse(Base64Url.DecodeFromChars(header)).RootElement.GetProperty("alg").GetString() == "ES256"
                && key.VerifyData(Encoding.ASCII.GetBytes($"{header}.{payload}"), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256)
                ? Base64Url.DecodeFromChars(payload)
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
