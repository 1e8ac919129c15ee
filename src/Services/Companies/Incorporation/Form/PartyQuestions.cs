using System.Text.Json.Nodes;
using OneStop.Filings.Contracts;
using OneStop.Platform.Texts;

namespace OneStop.Companies.Incorporation.Form;

/// <summary>
/// What is asked of founder members and officers, who are persons or companies. Identity numbers, dates of birth and home addresses
/// are sealed: since 24 October 2022 the public form shows a correspondence address and part of the number only.
/// </summary>
internal static class PartyQuestions
{
    private static readonly Question Kind = new("kind", QuestionKind.Choice, Choices: ["person", "company"]);

    private static readonly Question[] Names =
    [
        new("nameEnglish", QuestionKind.Text, Required: false, Autocomplete: "name") { OneOfSeveral = true },
        new("nameChinese", QuestionKind.Text, Required: false, MaxLength: 60) { OneOfSeveral = true },
    ];

    private static readonly Question Email = new("email", QuestionKind.Email, Autocomplete: "email");
    private static readonly Question Representative = new("representative", QuestionKind.Text, ShowIf: IsCompany);
    private static readonly Question CompanyNumber = new("companyNumber", QuestionKind.Text, Required: false, MaxLength: 20, ShowIf: IsCompany);
    private static readonly Question Address = new("address", QuestionKind.Address);

    internal static readonly Question[] Founder = [Kind, .. Names, Representative, Email, Address];

    internal static readonly Question[] Director = [Kind, .. Names, CompanyNumber, Representative, Email, Address, Home(IsPerson), .. Identity(IsPerson), Birth(IsPerson)];

    internal static readonly Question[] Secretary = [Kind, .. Names, CompanyNumber, Representative, Email, Address, .. Identity(IsPerson)];

    internal static readonly Question[] ReserveDirector =
    [
        new("appoint", QuestionKind.YesNo),
        .. Names.Select(name => name with { ShowIf = IsAppointed }),
        Email with { ShowIf = IsAppointed },
        Address with { ShowIf = IsAppointed },
        Home(IsAppointed),
        .. Identity(IsAppointed),
        Birth(IsAppointed),
    ];

    /// <summary>Somebody who takes an office later on. A director, and who may have to become one, also gives home and date of birth.</summary>
    internal static Question[] Officer(Func<JsonObject, bool> directs) =>
    [
        Kind, .. Names, CompanyNumber, Representative, Email, Address,
        Home(page => IsPerson(page) && directs(page)), .. Identity(IsPerson), Birth(page => IsPerson(page) && directs(page)),
    ];

    private static Question Home(Func<JsonObject, bool> showIf) => new("home", QuestionKind.Address, ShowIf: showIf, Sealed: true);

    private static Question Birth(Func<JsonObject, bool> showIf) => new("dateOfBirth", QuestionKind.Date, ShowIf: showIf, Sealed: true);

    private static Question[] Identity(Func<JsonObject, bool> showIf) =>
    [
        new("document", QuestionKind.Choice, Choices: ["hkid", "passport"], ShowIf: showIf),
        new("hkid", QuestionKind.Text, MaxLength: 20, ShowIf: page => showIf(page) && Answers.Text(page["document"]) == "hkid", Sealed: true),
        new("passportCountry", QuestionKind.Choice, Choices: Countries.Codes, ShowIf: page => showIf(page) && Answers.Text(page["document"]) == "passport") { Words = code => Countries.Find(code)! },
        new("passportNumber", QuestionKind.Text, MaxLength: 20, ShowIf: page => showIf(page) && Answers.Text(page["document"]) == "passport", Sealed: true),
    ];

    private static bool IsPerson(JsonObject party) => Answers.Text(party["kind"]) == "person";

    private static bool IsCompany(JsonObject party) => Answers.Text(party["kind"]) == "company";

    private static bool IsAppointed(JsonObject page) => Answers.YesNo(page["appoint"]) == true;
}
