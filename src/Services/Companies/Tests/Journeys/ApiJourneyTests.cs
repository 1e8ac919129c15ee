using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OneStop.Companies.Tests.Incorporation;
using OneStop.Kit;
using OneStop.Platform.Data;

namespace OneStop.Companies.Tests.Journeys;

/// <summary>Forming a company by program, and what officers do with those that a machine does not decide.</summary>
public sealed class ApiJourneyTests(Governments governments)
{
    public static TheoryData<DatabaseKind> Engines => Governments.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_private_company_is_formed_by_program(DatabaseKind kind)
    {
        var app = await governments.OnAsync(kind);
        var (people, clients) = await PeopleAsync(app);
        var name = Companies.FreeName();
        var id = await clients[0].BeginAsync(people.Content(name));

        var rehearsal = await Program.ReadAsync(await clients[0].PostAsync($"/api/filings/{id}/check", null), HttpStatusCode.OK);
        var filing = await SubmitSignPayAsync(clients, id);
        var done = await clients[0].UntilAsync(id, "completed");

        Assert.True((bool)rehearsal["ready"]!, rehearsal.ToJsonString());
        Assert.Equal((long)rehearsal["totalCents"]!, (long)filing["payment"]!["totalCents"]!);
        var number = (string)done["outcome"]!["result"]!["companyNumber"]!;
        var company = await app.Browse().Http.GetFromJsonAsync<JsonObject>($"/api/companies/{number}");
        Assert.Equal(name, (string?)company!["nameEnglish"]);
        Assert.Equal(100, (long)company["shares"]![0]!["number"]!);
        Assert.DoesNotContain("Robinson", company.ToJsonString());
        Assert.DoesNotContain("123456", company.ToJsonString());
        var certificate = await app.Browse().Http.GetFromJsonAsync<JsonObject>($"/api/certificates/{done["outcome"]!["result"]!["incorporationCertificate"]}");
        Assert.True((bool)certificate!["sealIsSound"]! && (bool)certificate["register"]!["holds"]!);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_public_company_waits_for_the_registrar_who_approves_it(DatabaseKind kind)
    {
        var app = await governments.OnAsync(kind);
        var (people, clients) = await PeopleAsync(app);
        using var registrar = await Citizen.SignInAsync(app, "registrar@demo.example");
        var id = await clients[0].BeginAsync(people.Content(Companies.FreeName()).With("kind/kind", "public"));

        await SubmitSignPayAsync(clients, id);
        var waiting = await clients[0].UntilAsync(id, "underReview");
        var officer = await registrar.ProgramAsync();
        await officer.DecideAsync(await officer.CaseAsync((string)waiting["reference"]!), "approve");
        var done = await clients[0].UntilAsync(id, "completed");

        Assert.NotNull(done["outcome"]!["result"]!["companyNumber"]);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_name_that_needs_approval_takes_four_eyes(DatabaseKind kind)
    {
        var app = await governments.OnAsync(kind);
        var (people, clients) = await PeopleAsync(app);
        using var first = await Citizen.SignInAsync(app, "registrar@demo.example");
        using var second = await Citizen.SignInAsync(app, "registrar2@demo.example");
        var id = await clients[0].BeginAsync(people.Content(Companies.FreeName().Replace("Bakery", "Council", StringComparison.Ordinal)));

        await SubmitSignPayAsync(clients, id);
        var waiting = await clients[0].UntilAsync(id, "underReview");
        var (one, other) = (await first.ProgramAsync(), await second.ProgramAsync());
        var caseId = await one.CaseAsync((string)waiting["reference"]!);
        var proposed = await one.DecideAsync(caseId, "approve");
        var confirmed = await other.PostAsJsonAsync($"/api/cases/{caseId}/confirmation", new { confirm = true });
        var done = await clients[0].UntilAsync(id, "completed");

        Assert.Equal("proposed", (string?)proposed["state"]);
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        Assert.NotNull(done["outcome"]!["result"]!["companyNumber"]);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_returned_application_is_mended_signed_again_and_not_paid_again(DatabaseKind kind)
    {
        var app = await governments.OnAsync(kind);
        var (people, clients) = await PeopleAsync(app);
        using var registrar = await Citizen.SignInAsync(app, "registrar@demo.example");
        var officer = await registrar.ProgramAsync();
        var id = await clients[0].BeginAsync(people.Content(Companies.FreeName()).With("kind/kind", "public"));
        var paid = await SubmitSignPayAsync(clients, id);
        var waiting = await clients[0].UntilAsync(id, "underReview");

        await officer.DecideAsync(await officer.CaseAsync((string)waiting["reference"]!), "return", "office-unsuitable");
        var returned = await clients[0].UntilAsync(id, "returned");
        var change = new JsonObject { ["office"] = new JsonObject { ["address"] = Drafts.Address(line1: "8 Hennessy Road") } };
        await Program.ReadAsync(await clients[0].PatchAsJsonAsync($"/api/filings/{id}", change), HttpStatusCode.OK);
        var again = await Program.ReadAsync(await clients[0].SubmitAsync(id), HttpStatusCode.OK);
        await SignAsync(clients, (string)again["contentHash"]!);
        var second = await clients[0].UntilAsync(id, "underReview");
        await officer.DecideAsync(await officer.CaseAsync((string)second["reference"]!), "approve");
        var done = await clients[0].UntilAsync(id, "completed");

        Assert.NotEmpty(returned["reasons"]!.AsArray());
        Assert.NotEqual((string?)paid["contentHash"], (string?)done["contentHash"]);
        Assert.Equal((string?)paid["payment"]!["id"], (string?)done["payment"]!["id"]);
        var company = await app.Browse().Http.GetFromJsonAsync<JsonObject>($"/api/companies/{done["outcome"]!["result"]!["companyNumber"]}");
        Assert.Equal("8 Hennessy Road", (string?)company!["registeredOffice"]!["line1"]);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_refused_application_gets_its_refundable_fees_back_and_lets_the_name_go(DatabaseKind kind)
    {
        var app = await governments.OnAsync(kind);
        var (people, clients) = await PeopleAsync(app);
        using var registrar = await Citizen.SignInAsync(app, "registrar@demo.example");
        var officer = await registrar.ProgramAsync();
        var content = people.Content(Companies.FreeName()).With("kind/kind", "public");
        var id = await clients[0].BeginAsync(content);
        await SubmitSignPayAsync(clients, id);
        var waiting = await clients[0].UntilAsync(id, "underReview");

        await officer.DecideAsync(await officer.CaseAsync((string)waiting["reference"]!), "refuse", "name-misleading");
        await clients[0].UntilAsync(id, "refused");
        var refunded = await Eventually.GetAsync(async () =>
            await clients[0].ShowAsync(id) is { } filing && (long)filing["payment"]!["refundedCents"]! > 0 ? filing : null);

        Assert.Equal((long)refunded["payment"]!["totalCents"]! - 265_00, (long)refunded["payment"]!["refundedCents"]!);
        Assert.Null(refunded["outcome"]);
        var next = await clients[1].BeginAsync(content.With("kind/kind", "private"));
        await Program.ReadAsync(await clients[1].SubmitAsync(next), HttpStatusCode.OK);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Of_two_applications_for_one_name_at_the_same_instant_one_wins_and_the_other_is_told(DatabaseKind kind)
    {
        var app = await governments.OnAsync(kind);
        var (people, clients) = await PeopleAsync(app);
        var name = Companies.FreeName();
        var first = await clients[0].BeginAsync(people.Content(name));
        var second = await clients[1].BeginAsync(people.Content($"The {name.ToLowerInvariant().Replace("limited", "Limited", StringComparison.Ordinal)}"));

        var answers = await Task.WhenAll(clients[0].SubmitAsync(first), clients[1].SubmitAsync(second));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        var told = await Program.ReadAsync(answers.Single(answer => answer.StatusCode != HttpStatusCode.OK), HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("name/english", "name.kept-for-another"), ((string)told["errors"]![0]!["path"]!, (string)told["errors"]![0]!["code"]!));
    }

    private static async Task<((Citizen Amy, Citizen Ben, Citizen Carmen) People, HttpClient[] Clients)> PeopleAsync(TestApp app)
    {
        var people = await Companies.PeopleAsync(app);
        return (people, [await people.Amy.ProgramAsync(), await people.Ben.ProgramAsync(), await people.Carmen.ProgramAsync()]);
    }

    private static async Task<JsonObject> SubmitSignPayAsync(HttpClient[] clients, string id)
    {
        var submitted = await Program.ReadAsync(await clients[0].SubmitAsync(id), HttpStatusCode.OK);
        await SignAsync(clients, (string)submitted["contentHash"]!);
        var signed = await clients[0].UntilAsync(id, "awaitingPayment");
        await clients[0].PayAsync(signed);
        return signed;
    }

    private static async Task SignAsync(HttpClient[] clients, string contentHash)
    {
        foreach (var client in clients)
        {
            await client.SignAsync(contentHash);
        }
    }
}
