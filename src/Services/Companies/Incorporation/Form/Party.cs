using OneStop.Platform.Identifiers;
using System.Text.Json.Nodes;
using OneStop.Companies.Incorporation.Rules;
using OneStop.Companies.Register;

namespace OneStop.Companies.Incorporation.Form;

/// <summary>A person or company in one capacity.</summary>
/// <param name="Path">Where in the content: <c>directors/0</c>.</param>
/// <param name="Representative">Who signs for a company.</param>
/// <param name="Address">For correspondence, shown to the public.</param>
/// <param name="Home">Sealed, like the identity document and the date of birth.</param>
internal sealed record Party(
    string Path, Capacity Capacity, OfficerKind? Kind, string? English, string? Chinese, string? Representative, string? CompanyNumber, string? Email,
    PostalAddress? Address, PostalAddress? Home, IdentityDocument? Document, DateOnly? DateOfBirth)
{
    internal bool IsPerson => Kind == OfficerKind.Person;

    internal string Name => English ?? Chinese ?? "";

    /// <summary>Same person or company: by identity number where both gave one, else by name.</summary>
    internal bool IsSameAs(Party other) =>
        Kind == other.Kind && (Document is { Key: { } mine } && other.Document is { Key: { } theirs }
            ? mine == theirs
            : SameText(English, other.English) || SameText(Chinese, other.Chinese));

    internal static bool SameText(string? a, string? b) =>
        a is not null && b is not null && string.Equals(Plain(a), Plain(b), StringComparison.OrdinalIgnoreCase);

    internal static Party Read(JsonObject answers, string path, Capacity capacity)
    {
        var kind = Answers.Text(answers["kind"]) switch
        {
            "person" => OfficerKind.Person,
            "company" => OfficerKind.Company,
            _ => (OfficerKind?)null,
        };
        var isCompany = kind == OfficerKind.Company;
        return new Party(
            path, capacity, kind, Answers.Text(answers["nameEnglish"]), Answers.Text(answers["nameChinese"]),
            isCompany ? Answers.Text(answers["representative"]) : null,
            isCompany ? Answers.Text(answers["companyNumber"]) : null,
            Answers.Text(answers["email"]), Answers.Address(answers["address"]),
            isCompany ? null : Answers.Address(answers["home"]),
            isCompany ? null : IdentityDocument.Read(answers),
            isCompany ? null : Answers.Day(answers["dateOfBirth"]));
    }

    private static string Plain(string text) => string.Concat(text.Where(symbol => !char.IsWhiteSpace(symbol) && symbol is not (',' or '.' or '，')));
}

internal enum Capacity
{
    Founder,
    Director,
    Secretary,
    ReserveDirector,
}

/// <param name="Country">Of a passport, ISO 3166-1 alpha-2; null for a Hong Kong identity card.</param>
internal sealed record IdentityDocument(string? Country, string Number)
{
    internal bool IsHkid => Country is null;

    /// <summary>What makes the document one, however it was typed.</summary>
    internal string Key => IsHkid ? $"HKID:{IdentityCardNumber.Plain(Number)}" : $"{Country}:{IdentityCardNumber.Plain(Number)}";

    /// <summary>What the public register shows: the first four symbols at most, and never more than half (A123***).</summary>
    internal string Partial
    {
        get
        {
            var plain = IsHkid ? IdentityCardNumber.Plain(Number)[..^1] : IdentityCardNumber.Plain(Number);
            var shown = Math.Min(4, plain.Length / 2 + (IsHkid ? 1 : 0));
            return plain[..shown] + new string('*', plain.Length - shown);
        }
    }

    internal static IdentityDocument? Read(JsonObject answers) => Answers.Text(answers["document"]) switch
    {
        "hkid" when Answers.Text(answers["hkid"]) is { } number => new(null, number),
        "passport" when Answers.Text(answers["passportNumber"]) is { } number => new(Answers.Text(answers["passportCountry"]) ?? "", number),
        _ => null,
    };
}
