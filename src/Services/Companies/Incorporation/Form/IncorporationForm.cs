using System.Text.Json.Nodes;
using OneStop.Companies.Incorporation.Rules;
using OneStop.Filings.Contracts;

namespace OneStop.Companies.Incorporation.Form;

/// <summary>
/// Forms NNC1 (or NNC1G) and IRBR1 from one entry. Its content follows Cap. 622 Schedule 2 and the forms' own sections; which printed
/// edition it stands for on a day is told by <see cref="FormEditions"/>.
/// </summary>
internal static class IncorporationForm
{
    internal const string Code = "incorporate-company";
    internal const string TextPrefix = "companies.incorporation";
    internal const int MaxPeople = 50;
    private const int MaxClasses = 10;

    internal static readonly FormDefinition Definition = new(Code, 1, "cr", "IC", TextPrefix,
    [
        new("kind", "company", [new("kind", QuestionKind.Choice, Choices: ["private", "public", "guarantee"])]),
        new("name", "company",
        [
            new("english", QuestionKind.Text, Required: false) { OneOfSeveral = true },
            new("chinese", QuestionKind.Text, Required: false, MaxLength: 60) { OneOfSeveral = true },
        ]),
        new("office", "company", [new("address", QuestionKind.Address)]),
        new("email", "company", [new("email", QuestionKind.Email, Autocomplete: "email")]),
        new("presenter", "company", [new("reference", QuestionKind.Text, Required: false, MaxLength: 40)]),

        new("capital", "capital", ShareQuestions.Capital, new Repeat(1, MaxClasses, ["class", "number"]), HasShares),
        new("founders", "capital", [.. PartyQuestions.Founder, .. ShareQuestions.Holding], new Repeat(1, MaxPeople, ["nameEnglish", "nameChinese"]), HasShares),
        new("guarantee", "capital",
        [
            new("amount", QuestionKind.Money) { Min = 1 },
            new("number", QuestionKind.Number) { Min = 1, Max = 1_000_000 },
        ], ShowIf: IsByGuarantee),
        new("members", "capital", PartyQuestions.Founder, new Repeat(1, MaxPeople, ["nameEnglish", "nameChinese"]), IsByGuarantee),

        new("directors", "officers", PartyQuestions.Director, new Repeat(1, MaxPeople, ["nameEnglish", "nameChinese"])),
        new("secretary", "officers", PartyQuestions.Secretary),
        new("reserve", "officers", PartyQuestions.ReserveDirector, ShowIf: MayHaveReserveDirector),

        new("articles", "articles",
        [
            new("set", QuestionKind.Choice, Choices: ["sample-a", "sample-b", "own"]),
            new("file", QuestionKind.File, ShowIf: page => Answers.Text(page["set"]) == "own"),
        ]),

        new("nature", "business",
        [
            new("code", QuestionKind.Choice, Choices: BusinessNatures.Codes) { Words = BusinessNatures.Words },
            new("description", QuestionKind.Text, Required: false),
        ]),
        new("business", "business",
        [
            new("name", QuestionKind.Text, Required: false),
            new("startedOn", QuestionKind.Date),
            new("atOffice", QuestionKind.YesNo),
            new("address", QuestionKind.Address, ShowIf: page => Answers.YesNo(page["atOffice"]) == false),
        ]),
        new("certificate", "business", [new("term", QuestionKind.Choice, Choices: ["1", "3"])]),

        new("compliance", "statement",
        [
            new("founder", QuestionKind.Text),
            new("confirm", QuestionKind.Choices, Choices: ["complied"]),
        ]),
    ], KeepYears: 7);

    internal static bool IsByGuarantee(JsonObject content) => Answers.Text(Answers.Of(content, "kind", "kind")) == "guarantee";

    internal static bool HasShares(JsonObject content) => !IsByGuarantee(content);

    // Cap. 622 s.455(1): a private company whose only member is its sole director.
    private static bool MayHaveReserveDirector(JsonObject content) =>
        ReserveRules.MayHaveOne(Application.Read(content));
}
