using System.Security.Cryptography;
using CsCheck;
using OneStop.Platform.Secrets;

namespace OneStop.Platform.Tests.Secrets;

public sealed class FieldCipherTests
{
    private readonly FieldCipher cipher = new(new byte[32]);

    [Fact]
    public void What_was_encrypted_comes_back_and_never_looks_the_same_twice() => Gen.String.Where(text => IsWellFormed(text)).Sample(text =>
    {
        Assert.Equal(text, cipher.Decrypt(cipher.Encrypt(text)));
        Assert.NotEqual(cipher.Encrypt(text), cipher.Encrypt(text));
    });

    [Fact]
    public void One_changed_bit_is_refused() => Gen.Int[0, 31 * 8].Sample(bit =>
    {
        var secret = cipher.Encrypt("A123456(3)"u8);
        secret[bit / 8] ^= (byte)(1 << (bit % 8));

        Assert.ThrowsAny<CryptographicException>(() => cipher.Decrypt(secret));
    });

    [Fact]
    public void Hashes_are_stable_under_one_key_and_different_under_another()
    {
        var other = new FieldCipher([.. Enumerable.Repeat((byte)1, 32)]);

        Assert.Equal(cipher.KeyedHash("A1234563"), cipher.KeyedHash("A1234563"));
        Assert.NotEqual(cipher.KeyedHash("A1234563"), other.KeyedHash("A1234563"));
    }

    private static bool IsWellFormed(string text) => text == System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
