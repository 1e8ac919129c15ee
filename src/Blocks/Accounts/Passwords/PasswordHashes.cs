using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using OneStop.Accounts.People;

namespace OneStop.Accounts.Passwords;

/// <summary>
/// ASP.NET Core Identity's hasher (PBKDF2 with HMAC-SHA-512, <c>Accounts:PasswordIterations</c>, 210,000). Hashing takes a good part of
/// a second on purpose: outside any write.
/// </summary>
internal sealed class PasswordHashes
{
    private const int Iterations = 210_000;
    private static readonly Account Nobody = new() { EmailHash = "", Email = "", Name = "", Language = "", PasswordHash = "" };
    private readonly PasswordHasher<Account> hasher;
    private readonly Lazy<string> nobodys;

    public PasswordHashes(IConfiguration configuration)
    {
        hasher = new PasswordHasher<Account>(Options.Create(new PasswordHasherOptions { IterationCount = configuration.GetValue("Accounts:PasswordIterations", Iterations) }));
        nobodys = new Lazy<string>(() => Hash("a password that opens nothing"));
    }

    public string Hash(string password) => hasher.HashPassword(Nobody, Plain(password));

    /// <summary>Takes as long for somebody without an account (null) as for anybody.</summary>
    public bool Verify(string? hash, string password) =>
        password.Length <= PasswordRules.Longest
        && hasher.VerifyHashedPassword(Nobody, hash ?? nobodys.Value, Plain(password)) != PasswordVerificationResult.Failed
        && hash is not null;

    // The same password typed on another keyboard is the same password.
    private static string Plain(string password) => password.Normalize(NormalizationForm.FormKC);
}
