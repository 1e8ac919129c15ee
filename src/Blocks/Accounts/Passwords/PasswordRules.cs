using OneStop.Accounts.People;
using OneStop.Platform.Web;

namespace OneStop.Accounts.Passwords;

/// <summary>
/// What a password must be, after NIST SP 800-63B section 3.1.1.2: long, not common, not about the person. No rules about kinds of
/// characters, which make passwords alike; no expiry, which makes them weaker.
/// </summary>
internal static class PasswordRules
{
    public const int Shortest = 12;
    public const int Longest = 128;

    private const int DistinctAtLeast = 5;
    private const string Rows = "01234567890123456789|abcdefghijklmnopqrstuvwxyz|qwertyuiopasdfghjklzxcvbnm|qwertyuiop[]\\|1qaz2wsx3edc4rfv5tgb6yhn7ujm";

    public static IReadOnlyList<RuleProblem> Check(string? password, EmailAddress? email, string path = "password") =>
        Fault(password ?? "", email) is { } fault
            ? [new RuleProblem(path, $"password.{fault}", $"accounts.password.{fault}") { Args = [Shortest, Longest] }]
            : [];

    private static string? Fault(string password, EmailAddress? email) =>
        password.Length == 0 ? "missing"
        : password.Length < Shortest ? "too-short"
        : password.Length > Longest ? "too-long"
        : email is not null && Contains(password, email) ? "about-you"
        : IsCommon(password) ? "common"
        : null;

    private static bool Contains(string password, EmailAddress email) =>
        password.Contains(email.Value, StringComparison.OrdinalIgnoreCase)
        || (email.Local.Length >= 4 && password.Contains(email.Local, StringComparison.OrdinalIgnoreCase));

    private static bool IsCommon(string password)
    {
        var lower = password.ToLowerInvariant();
        // "password2026!" is "password" to everybody who tries.
        var word = lower.Trim([.. lower.Where(c => !char.IsLetter(c)).Distinct()]);
        return CommonPasswords.Contains(lower)
            || CommonPasswords.Contains(word)
            || IsRepeated(lower)
            || lower.Distinct().Count() < DistinctAtLeast
            || IsRow(lower);
    }

    private static bool IsRepeated(string text) =>
        Enumerable.Range(1, text.Length / 2).Any(period => Enumerable.Range(period, text.Length - period).All(i => text[i] == text[i - period]));

    private static bool IsRow(string text) => Rows.Contains(text, StringComparison.Ordinal) || Rows.Contains(new string([.. text.Reverse()]), StringComparison.Ordinal);
}
