using OneStop.Accounts.Contracts;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Secrets;
using OneStop.Platform.Texts;

namespace OneStop.Accounts.People;

/// <summary>A person who has proved to read the mail at an address. Name and address are sealed; the address is found by its keyed hash.</summary>
internal sealed class Account
{
    public Guid Id { get; init; }

    public required string EmailHash { get; set; }

    /// <summary>Sealed.</summary>
    public required string Email { get; set; }

    /// <summary>Sealed.</summary>
    public required string Name { get; set; }

    public required string Language { get; set; }

    public required string PasswordHash { get; set; }

    /// <summary>The authenticator app's secret, sealed; null without one.</summary>
    public string? AuthenticatorKey { get; set; }

    /// <summary>The time step of the last one-time code taken: neither it nor an earlier one is taken again (RFC 6238 section 5.2).</summary>
    public long LastCodeStep { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public int Version { get; set; }

    public static Account Of(FieldCipher cipher, string name, EmailAddress email, Lang language, string passwordHash, DateTimeOffset now) => new()
    {
        Id = Ids.New(),
        EmailHash = email.Hash(cipher),
        Email = cipher.Encrypt(email.Value),
        Name = cipher.Encrypt(name),
        Language = language.Code,
        PasswordHash = passwordHash,
        CreatedAt = now,
    };

    public Person Open(FieldCipher cipher) => new(Id, cipher.Decrypt(Name), cipher.Decrypt(Email), Lang.FindOrEnglish(Language));

    /// <summary>Tells this password from the next one, and nothing about it.</summary>
    public string PasswordMark(FieldCipher cipher) => cipher.KeyedHash("password:" + PasswordHash);

    public void MoveTo(FieldCipher cipher, EmailAddress email) => (EmailHash, Email) = (email.Hash(cipher), cipher.Encrypt(email.Value));
}
