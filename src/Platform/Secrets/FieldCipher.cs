using System.Security.Cryptography;
using System.Text;

namespace OneStop.Platform.Secrets;

/// <summary>
/// Encrypts single fields (AES-256-GCM, a fresh nonce each) and makes keyed hashes to find them by. The master key comes from
/// configuration (<c>Secrets:MasterKey</c>, 32 bytes in base64) or, on one machine, from a file only the program may read.
/// </summary>
public sealed class FieldCipher
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly byte[] cipherKey;
    private readonly byte[] hashKey;

    public FieldCipher(byte[] masterKey)
    {
        cipherKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, masterKey, 32, info: "field-cipher"u8.ToArray());
        hashKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, masterKey, 32, info: "keyed-hash"u8.ToArray());
    }

    public string Encrypt(string text) => Convert.ToBase64String(Encrypt(Encoding.UTF8.GetBytes(text)));

    public string Decrypt(string sealedText) => Encoding.UTF8.GetString(Decrypt(Convert.FromBase64String(sealedText)));

    public byte[] Encrypt(ReadOnlySpan<byte> plain)
    {
        var result = new byte[NonceSize + plain.Length + TagSize];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceSize));
        using var aes = new AesGcm(cipherKey, TagSize);
        aes.Encrypt(result.AsSpan(0, NonceSize), plain, result.AsSpan(NonceSize, plain.Length), result.AsSpan(NonceSize + plain.Length));
        return result;
    }

    /// <exception cref="CryptographicException">The field was altered, or sealed under another key.</exception>
    public byte[] Decrypt(ReadOnlySpan<byte> sealedBytes)
    {
        var plain = new byte[sealedBytes.Length - NonceSize - TagSize];
        using var aes = new AesGcm(cipherKey, TagSize);
        aes.Decrypt(sealedBytes[..NonceSize], sealedBytes[NonceSize..^TagSize], sealedBytes[^TagSize..], plain);
        return plain;
    }

    /// <summary>The same text gives the same hash on every node; without the key nobody can try texts against it.</summary>
    public string KeyedHash(string text) => Convert.ToHexString(HMACSHA256.HashData(hashKey, Encoding.UTF8.GetBytes(text)));

    internal static byte[] LoadOrCreateMasterKey(string? configured, string dataDirectory)
    {
        if (!string.IsNullOrEmpty(configured))
        {
            return Convert.FromBase64String(configured);
        }

        var directory = Directory.CreateDirectory(Path.Combine(dataDirectory, "keys"));
        var file = Path.Combine(directory.FullName, "master.key");
        if (!File.Exists(file))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var stream = new FileStream(file, options);
            stream.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
            stream.Flush(flushToDisk: true);
        }

        return Convert.FromBase64String(File.ReadAllText(file));
    }
}
