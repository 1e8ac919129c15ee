using OneStop.Companies.Incorporation.Form;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Web;
using static OneStop.Companies.Incorporation.Rules.IncorporationRules;

namespace OneStop.Companies.Incorporation.Rules;

/// <summary>What holds for everybody named in the form.</summary>
internal static class PartyRules
{
    private const string Statement = "Cap. 622 Sch. 2";
    private const string Addresses = "Cap. 622 Sch. 2";
    private const int OldestPerson = 120;
    private const int AgeOfDirectors = 18;

    internal static IEnumerable<RuleProblem> Names(Party party)
    {
        if (party is { Kind: not null, English: null, Chinese: null })
        {
            yield return Problem($"{party.Path}/nameEnglish", "party.name-missing", Statement);
        }

        if (party.English?.Any(IsChinese) == true)
        {
            yield return Problem($"{party.Path}/nameEnglish", "party.chinese-in-english-name", Statement);
        }

        if (party.Chinese?.Any(char.IsAsciiLetter) == true || party.Chinese?.Any(IsChinese) == false)
        {
            yield return Problem($"{party.Path}/nameChinese", "party.letters-in-chinese-name", Statement);
        }
    }

    internal static IEnumerable<RuleProblem> AddressesOf(Party party) =>
        [.. AddressRules.Real(party.Address, $"{party.Path}/address", Addresses), .. AddressRules.Real(party.Home, $"{party.Path}/home", Addresses)];

    internal static IEnumerable<RuleProblem> Identity(Party party)
    {
        if (party.Document is { IsHkid: true } card && !IdentityCardNumber.IsValid(card.Number))
        {
            yield return Problem($"{party.Path}/hkid", "party.hkid-wrong", Statement);
        }

        if (party.Document is { IsHkid: false } passport && IdentityCardNumber.Plain(passport.Number).Length is < 5 or > 15)
        {
            yield return Problem($"{party.Path}/passportNumber", "party.passport-wrong", Statement);
        }
    }

    /// <summary>Cap. 622 s.459: a director is 18 or older, and so is a reserve director who may have to take the place.</summary>
    internal static IEnumerable<RuleProblem> Age(Party party, DateOnly today)
    {
        if (party.DateOfBirth is not { } birth)
        {
            yield break;
        }

        if (birth > today || birth < today.AddYears(-OldestPerson))
        {
            yield return Problem($"{party.Path}/dateOfBirth", "party.birth-impossible");
        }
        else if (birth.AddYears(AgeOfDirectors) > today)
        {
            yield return Problem($"{party.Path}/dateOfBirth", "directors.under-age", "Cap. 622 s.459", AgeOfDirectors);
        }
    }

    private static bool IsChinese(char symbol) => symbol is >= '\u3400' and <= '\u9fff' or >= '\uf900' and <= '\ufaff' || char.IsSurrogate(symbol);
}
