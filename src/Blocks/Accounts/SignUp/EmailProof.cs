using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OneStop.Accounts.People;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Secrets;

namespace OneStop.Accounts.SignUp;

/// <summary>A code and a link sent to an address; who brings one of them back reads mail there. Worth one use.</summary>
internal sealed class EmailProof
{
    public const int MaxTries = 5;

    /// <summary>Proofs for one address and purpose in an hour; more are not sent.</summary>
    public const int MaxAnHour = 5;

    public Guid Id { get; init; }

    public ProofPurpose Purpose { get; init; }

    public required string EmailHash { get; init; }

    /// <summary>Whose account it concerns; null while there is none.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>What will be done once proved, sealed.</summary>
    public required string Content { get; init; }

    public required string CodeHash { get; init; }

    public required string TokenHash { get; init; }

    public int Tries { get; private set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public int Version { get; set; }

    public static AskedProof Ask(FieldCipher cipher, ProofPurpose purpose, EmailAddress email, Guid? accountId, string content, DateTimeOffset now)
    {
        var id = Ids.New();
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return new AskedProof(new EmailProof
        {
            Id = id,
            Purpose = purpose,
            EmailHash = email.Hash(cipher),
            AccountId = accountId,
            Content = cipher.Encrypt(content),
            CodeHash = CodeOf(cipher, id, code),
            TokenHash = TokenOf(cipher, id, token),
            CreatedAt = now,
            ExpiresAt = now + Lasts(purpose),
        }, code, token);
    }

    public bool IsOpen(DateTimeOffset now) => now < ExpiresAt && Tries < MaxTries;

    /// <summary>True where this is the code; a wrong one counts.</summary>
    public bool TakesCode(FieldCipher cipher, string typed, DateTimeOffset now)
    {
        if (!IsOpen(now))
        {
            return false;
        }

        var right = Same(CodeHash, CodeOf(cipher, Id, Digits(typed)));
        Tries += right ? 0 : 1;
        return right;
    }

    public bool TakesToken(FieldCipher cipher, string token, DateTimeOffset now) => IsOpen(now) && Same(TokenHash, TokenOf(cipher, Id, token));

    /// <summary>A code as people type it: with spaces, or in full-width digits.</summary>
    public static string Digits(string typed) => new([.. typed.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c) && c != '-')]);

    private static TimeSpan Lasts(ProofPurpose purpose) => purpose == ProofPurpose.SignUp ? TimeSpan.FromHours(24) : TimeSpan.FromHours(1);

    private static string CodeOf(FieldCipher cipher, Guid id, string code) => cipher.KeyedHash($"proof-code:{id}:{code}");

    private static string TokenOf(FieldCipher cipher, Guid id, string token) => cipher.KeyedHash($"proof-token:{id}:{token}");

    private static bool Same(string a, string b) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(a), Encoding.ASCII.GetBytes(b));
}

internal enum ProofPurpose
{
    SignUp,
    NewPassword,
    NewEmail,
}

/// <summary>The only place where code and token are known: on their way into the mail.</summary>
internal sealed record AskedProof(EmailProof Proof, string Code, string Token)
{
    public string Link(string path) => $"{path}?proof={Proof.Id}&token={Token}";
}
