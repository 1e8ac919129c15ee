using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OneStop.Cases.Contracts;
using OneStop.Filings.Contracts;
using OneStop.Payments.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Filings.Tests.DogLicence;

/// <summary>
/// An e-service with a bit of everything: guide dogs are free and pets cost, co-owners sign, a fighting breed goes to an officer, and no
/// two dogs have one name.
/// </summary>
internal sealed class DogLicence(DogsDb db, Troubles troubles, Text text, TimeProvider time) : IEService
{
    public const string Code = "dog-licence";
    public const long Lodgement = 2000;
    public const long Licence = 10000;

    /// <summary>Dogs whose names begin so are refused when all is decided already.</summary>
    public const string Overtaken = "Overtaken";

    private static readonly FormDefinition Current = new(Code, 2, "cr", "DL", "dogs.form",
    [
        new("dog", "dog",
        [
            new("name", QuestionKind.Text, MaxLength: 20),
            new("breed", QuestionKind.Choice, Choices: ["mongrel", "poodle", "fighting"]),
            new("born", QuestionKind.Date),
            new("weight", QuestionKind.Number) { Min = 1, Max = 150 },
            new("story", QuestionKind.LongText, Required: false, MaxLength: 200),
        ]),
        new("purpose", "dog",
        [
            new("purpose", QuestionKind.Choice, Choices: ["guide", "pet"]),
            new("value", QuestionKind.Money, Required: false) { Max = 100_000_00 },
            new("tricks", QuestionKind.Choices, Required: false, Choices: ["sit", "roll", "speak"]),
        ]),
        new("training", "dog", [new("paper", QuestionKind.File, Required: false), new("school", QuestionKind.Text)],
            ShowIf: content => content["purpose"]?["purpose"]?.GetValue<string>() == "guide"),
        new("keeper", "keeper",
        [
            new("home", QuestionKind.Address, Sealed: true, Autocomplete: "street-address"),
            new("phone", QuestionKind.Phone, Autocomplete: "tel"),
            new("email", QuestionKind.Email, Autocomplete: "email"),
            new("identity", QuestionKind.Text, Sealed: true, MaxLength: 12),
            new("outdoors", QuestionKind.YesNo),
            new("kennel", QuestionKind.Text, ShowIf: answers => answers["outdoors"]?.GetValue<bool>() == true),
        ]),
        new("owners", "keeper",
        [
            new("name", QuestionKind.Text),
            new("email", QuestionKind.Email),
            new("minor", QuestionKind.YesNo),
            new("guardian", QuestionKind.Text, ShowIf: answers => answers["minor"]?.GetValue<bool>() == true),
        ], new Repeat(0, 3, ["name"])),
    ], KeepYears: 7, DraftDays: 30);

    public FormDefinition Form => Current;

    public IReadOnlyList<FormDefinition> EarlierForms { get; } =
        [Current with { Version = 1, Pages = [new("dog", "dog", [new("name", QuestionKind.Text), new("breed", QuestionKind.Choice, Choices: ["mongrel", "poodle", "fighting"])])] }];

    public async Task<IReadOnlyList<RuleProblem>> CheckAsync(FilingContent content, CancellationToken ct)
    {
        var problems = new List<RuleProblem>();
        var dog = content.Draft["dog"];
        if (content.Page is null or "dog" && dog?["name"]?.GetValue<string>() is { } name && await db.Names.AnyAsync(taken => taken.Name == name && taken.FilingId != content.FilingId, ct))
        {
            problems.Add(new RuleProblem("dog/name", "dog.name-taken", "dogs.problem.name-taken", "Cap. 421 s.1") { Args = [name] });
        }

        if (dog?["born"]?.GetValue<string>() is { } born && DateOnly.Parse(born) > HongKong.Today(time))
        {
            problems.Add(new RuleProblem("dog/born", "dog.not-born", "dogs.problem.not-born"));
        }

        return problems;
    }

    public IReadOnlyList<Signatory> Signatories(JsonObject content) => content["owners"] is not JsonArray { Count: > 0 } owners ? [] :
    [
        new("keeper", "The keeper", content["keeper"]!["email"]!.GetValue<string>(), [text.All("dogs.keeper")]),
        .. owners.Select((owner, i) => new Signatory($"owners/{i}", owner!["name"]!.GetValue<string>(), owner["email"]!.GetValue<string>(), [text.All("dogs.owner")])),
    ];

    public IReadOnlyList<FeeLine> Fees(JsonObject content, DateOnly on) => content["purpose"]?["purpose"]?.GetValue<string>() == "guide" ? [] :
    [
        new("dogs.lodgement", text.All("dogs.lodgement"), Lodgement, Refundable: false, "2026"),
        new("dogs.licence", text.All("dogs.licence"), Licence, Refundable: true, "2026"),
    ];

    public async Task ReserveAsync(Filing filing, Write write, CancellationToken ct)
    {
        if (NameOf(filing) == "Forbidden")
        {
            throw new FilingRefusedException([new RuleProblem("dog/name", "dog.name-forbidden", "dogs.problem.name-taken") { Args = ["Forbidden"] }]);
        }

        var dogs = write.Get<DogsDb>();
        dogs.Names.Add(new DogName { Id = Ids.New(), Name = NameOf(filing), FilingId = filing.Id });
        await dogs.SaveChangesAsync(ct);
    }

    public Task ReleaseAsync(Filing filing, Write write, CancellationToken ct) =>
        write.Get<DogsDb>().Names.Where(name => name.FilingId == filing.Id).ExecuteDeleteAsync(ct);

    public Task<Decision> DecideAsync(Filing filing, CancellationToken ct)
    {
        troubles.Meet("decide", filing.Id);
        return Task.FromResult(filing.Content["dog"]!["breed"]!.GetValue<string>() != "fighting" ? Decision.Approve : Decision.Review(
            "registrar", [text.All("dogs.review")], [new ReasonChoice("muzzle", text.All("dogs.reason.muzzle")), new ReasonChoice("cruel", text.All("dogs.reason.cruel"))]));
    }

    public Task<Fulfilment> FulfilAsync(Filing filing, CancellationToken ct)
    {
        troubles.Meet("fulfil", filing.Id);
        if (NameOf(filing).StartsWith(Overtaken, StringComparison.Ordinal))
        {
            throw new FilingRefusedException([new RuleProblem("dog/name", "dog.name-taken", "dogs.problem.name-taken") { Args = [NameOf(filing)] }]);
        }

        return Task.FromResult(new Fulfilment(
            async write => await write.Get<DogsDb>().Names.Where(name => name.FilingId == filing.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(name => name.Licences, name => name.Licences + 1), ct),
            new JsonObject { ["licence"] = "L-" + NameOf(filing) }));
    }

    public IReadOnlyList<OutcomeLink> Outcome(Filing filing) => [new(text.All("dogs.outcome", filing.Result!["licence"]), $"/dogs/{filing.Result["licence"]}")];

    private static string NameOf(Filing filing) => filing.Content["dog"]!["name"]!.GetValue<string>();
}
