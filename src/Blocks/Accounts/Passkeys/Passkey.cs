using System.Buffers.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using OneStop.Platform.Secrets;

namespace OneStop.Accounts.Passkeys;

/// <summary>A person's WebAuthn credential.</summary>
internal sealed class Passkey
{
    /// <summary>In base64url.</summary>
    public required string CredentialId { get; init; }

    public Guid AccountId { get; init; }

    /// <summary>As its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Public key, counter and flags, sealed.</summary>
    public required string Content { get; set; }

    public DateTimeOffset AddedAt { get; init; }

    public DateTimeOffset? UsedAt { get; private set; }

    public static string IdOf(byte[] credentialId) => Base64Url.EncodeToString(credentialId);

    public static Passkey Of(FieldCipher cipher, Guid accountId, string name, UserPasskeyInfo info, DateTimeOffset now) => new()
    {
        CredentialId = IdOf(info.CredentialId),
        AccountId = accountId,
        Name = name,
        Content = Seal(cipher, info),
        AddedAt = now,
    };

    public void Used(FieldCipher cipher, UserPasskeyInfo info, DateTimeOffset now) => (Content, UsedAt) = (Seal(cipher, info), now);

    public UserPasskeyInfo Open(FieldCipher cipher)
    {
        var kept = JsonSerializer.Deserialize<Kept>(cipher.Decrypt(Content))!;
        return new UserPasskeyInfo(
            Base64Url.DecodeFromChars(CredentialId), kept.PublicKey, AddedAt, kept.SignCount, kept.Transports, kept.UserVerified, kept.BackupEligible, kept.BackedUp,
            kept.AttestationObject, kept.ClientDataJson)
        { Name = Name };
    }

    private static string Seal(FieldCipher cipher, UserPasskeyInfo info) => cipher.Encrypt(JsonSerializer.Serialize(new Kept(
        info.PublicKey, info.SignCount, info.Transports, info.IsUserVerified, info.IsBackupEligible, info.IsBackedUp, info.AttestationObject, info.ClientDataJson)));

    private sealed record Kept(
        byte[] PublicKey, uint SignCount, string[]? Transports, bool UserVerified, bool BackupEligible, bool BackedUp, byte[] AttestationObject, byte[] ClientDataJson);
}
