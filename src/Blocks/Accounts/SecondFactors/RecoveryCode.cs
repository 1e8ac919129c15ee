using System.Security.Cryptography;
using System.Text;
using OneStop.Platform.Secrets;

namespace OneStop.Accounts.SecondFactors;

/// <summary>A code on paper for the day the telephone is lost; each is worth one sign-in.</summary>
internal sealed class RecoveryCode
{
    public const int Given = 10;

    // Without letters and digits that look alike.
    private const string Symbols = "23456789abcdefghjkmnpqrstuvwxyz";
    private const int Length = 10;

    public Guid AccountId { get; init; }

    public required string Hash { get; init; }

    public static IReadOnlyList<string> NewSet() =>
        [.. Enumerable.Range(0, Given).Select(_ => RandomNumberGenerator.GetString(Symbols, Length).Insert(Length / 2, "-"))];

    public static RecoveryCode Of(FieldCipher cipher, Guid accountId, string code) => new() { AccountId = accountId, Hash = HashOf(cipher, accountId, code) };

    /// <summary>Null where what was typed cannot be one.</summary>
    public static string? HashOfTyped(FieldCipher cipher, Guid accountId, string typed)
    {
        var plain = new string([.. typed.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]);
        return plain.Length == Length ? HashOf(cipher, accountId, plain) : null;
    }

    private static string HashOf(FieldCipher cipher, Guid accountId, string code) =>
        cipher.KeyedHash($"recovery:{accountId}:{code.Replace("-", "", StringComparison.Ordinal)}");
}
