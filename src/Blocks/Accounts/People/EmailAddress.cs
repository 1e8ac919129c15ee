using System.Net.Mail;
using System.Text;
using OneStop.Platform.Secrets;

namespace OneStop.Accounts.People;

/// <summary>An address as somebody wrote it; two that differ in case alone are the same.</summary>
internal sealed record EmailAddress
{
    // RFC 5321 section 4.5.3.1: 64 octets before the @, 254 in all that a path leaves.
    private const int LongestLocal = 64;
    private const int Longest = 254;

    private EmailAddress(string value) => Value = value;

    public string Value { get; }

    public string Local => Value[..Value.LastIndexOf('@')];

    public static EmailAddress? Parse(string? typed)
    {
        var text = (typed ?? "").Normalize(NormalizationForm.FormKC).Trim();
        if (text.Length is 0 or > Longest || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '"' or '<' or '>' or '(' or ')' or ',' or ';' or ':' or '\\' or '[' or ']'))
        {
            return null;
        }

        var at = text.IndexOf('@', StringComparison.Ordinal);
        var domain = text[(at + 1)..];
        var fits = at is > 0 and <= LongestLocal && !domain.Contains('@', StringComparison.Ordinal) && domain.Contains('.', StringComparison.Ordinal)
            && Uri.CheckHostName(domain) == UriHostNameType.Dns && MailAddress.TryCreate(text, out var parsed) && parsed.Address == text;
        return fits ? new EmailAddress(text) : null;
    }

    /// <summary>Finds the address without telling it.</summary>
    public string Hash(FieldCipher cipher) => cipher.KeyedHash("email:" + Value.ToUpperInvariant());

    public override string ToString() => Value;
}
