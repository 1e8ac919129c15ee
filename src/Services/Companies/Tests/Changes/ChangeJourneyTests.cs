using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Companies.Changes;
using OneStop.Companies.Register;
using OneStop.Companies.Tests.Incorporation;
using OneStop.Companies.Tests.Journeys;
using OneStop.Filings.Contracts;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;
using OneStop.Registers.Contracts;

namespace OneStop.Companies.Tests.Changes;

/// <summary>Forms filed for a company, from the register to the register.</summary>
public sealed class ChangeJourneyTests(Governments governments)
{
    private static readonly DateOnly Today = HongKong.Today(TimeProvider.System);
    private static readonly DateOnly Incorporated = Today.AddYears(-2).AddDays(-10);

    public static TheoryData<DatabaseKind> Engines => Governments.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task The_registered_office_is_changed_by_program_and_both_entries_stand(DatabaseKind kind)
    {
        var app = await governments.OnAsync(kind);
        using var amy = await SignUpAsync(app, "amy");
        var company = await app.RegisterAsync(Incorporated, (amy, "CHAN Amy"));
        var client = await amy.ProgramAsync();

        var id = await BeginAsync(client, company.Number, "nr1");
        var unchanged = await CheckAsync(client, id);
        await client.PatchAsJsonAsync($"/api/filings/{id}", Office("10/F, Beacon Tower"));
        var ready = await CheckAsync(client, id);
        await Program.ReadAsync(await client.SubmitAsync(id), HttpStatusCode.OK);
        var done = await client.UntilAsync(id, "completed");

        var (again, far) = ((await BeginAsync(client, company.Number, "nr1")), "company/corrects");
        await client.PatchAsJsonAsync($"/api/filings/{again}", Office("10/F, Beacon Towers").With("company", new JsonObject { ["corrects"] = 3 }));
        Assert.Equal([(far, "company.no-entry")], Codes(await CheckAsync(client, again)));
        await client.PatchAsJsonAsync($"/api/filings/{again}", new JsonObject { ["company"] = new JsonObject { ["corrects"] = 2 } });
        await Program.ReadAsync(await client.SubmitAsync(again), HttpStatusCode.OK);
        await client.UntilAsync(again, "completed");

        Assert.Contains("office/on", Codes(unchanged).Select(problem => problem.Path));
        Assert.True((bool)ready["ready"]!, ready.ToJsonString());
        using var anybody = app.Browse();
        var now = await anybody.Http.GetFromJsonAsync<JsonObject>($"/api/companies/{company.Number}");
        Assert.Equal("10/F, Beacon Towers", (string?)now!["registeredOffice"]!["line1"]);
        var index = (await anybody.Http.GetFromJsonAsync<JsonArray>($"/api/companies/{company.Number}/filings"))!;
        Assert.Equal([("NR1", 3, 2), ("NR1", 2, (int?)null)], index.Select(filed => ((string)filed!["form"]!, (int)filed["entry"]!, (int?)filed["corrects"])));
        var history = await anybody.OpenAsync($"/en/registers/companies/{company.Number}");
        Assert.Contains("Harbour House", history.Text);
        Assert.Contains("Beacon Tower", history.Text);
        var serial = (string)done["outcome"]!["result"]!["document"]!;
        var document = await anybody.Http.GetFromJsonAsync<JsonObject>($"/api/certificates/{serial}");
        Assert.True((bool)document!["sealIsSound"]!);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_registered_office_is_changed_on_the_pages_and_only_what_differs_is_typed(DatabaseKind kind)
    {
        var app = await governments.OnAsync(kind);
        using var amy = await SignUpAsync(app, "amy");
        var company = await app.RegisterAsync(Incorporated, (amy, "CHAN Amy"));

        var profile = await amy.Browser.OpenAsync($"/en/companies/{company.Number}");
        Assert.Contains($"/en/companies/{company.Number}/file", profile.Links);
        Assert.Contains(company.NameEnglish!, (await amy.Browser.OpenAsync("/en/companies/file")).Text);
        var forms = await amy.Browser.OpenAsync($"/en/companies/{company.Number}/file");
        Assert.NotEmpty((await amy.Browser.SubmitAsync(forms, [], "main form")).Errors);
        var draft = await amy.Browser.SubmitAsync(forms, new() { ["form"] = "company-nr1" }, "main form");
        var id = draft.Path.Split('/')[^1];
        var office = await amy.Browser.OpenAsync($"/en/filings/{id}/office");
        Assert.Contains("Harbour House", office.Source);
        var wrong = await amy.Browser.SubmitAsync(office, new() { ["office-address-line1"] = "PO Box 1", ["office-on-day"] = "1", ["office-on-month"] = "1", ["office-on-year"] = "2999" });
        var right = await amy.Browser.SubmitAsync(wrong, new()
        {
            ["office-address-line1"] = "11/F, Beacon Tower",
            ["office-on-day"] = $"{Today.Day}",
            ["office-on-month"] = $"{Today.Month}",
            ["office-on-year"] = $"{Today.Year}",
        });
        Assert.Equal(["office-address-line1", "office-on"], wrong.Errors.Select(error => error.Field.Replace("-day", "", StringComparison.Ordinal)).Order());
        Assert.Empty(right.Errors);
        var compare = await amy.Browser.OpenAsync($"/en/companies/changes/{id}");
        Assert.Contains("Harbour House", compare.Text);
        Assert.Contains("Beacon Tower", compare.Text);
        var check = await amy.Browser.OpenAsync($"/en/filings/{id}/check");
        await amy.Browser.SubmitAsync(check, new() { ["declared"] = "yes" });
        var done = await Eventually.GetAsync(async () => await amy.Browser.OpenAsync($"/en/companies/{company.Number}") is { } page && page.Text.Contains("Beacon Tower", StringComparison.Ordinal) ? page : null);

        Assert.Contains("NR1", done.Text);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Who_is_no_officer_of_the_company_files_nothing_for_it(DatabaseKind kind)
    {
        var app = await governments.OnAsync(kind);
        using var stranger = await SignUpAsync(app, "stranger");
        var company = await app.RegisterAsync(Incorporated);
        var client = await stranger.ProgramAsync();

        var begun = await client.PostAsync($"/api/companies/{company.Number}/filings/nr1", null);
        var empty = await Program.ReadAsync(await client.PostAsJsonAsync("/api/filings/company-nr1", Office("1 Road").With("company", new JsonObject { ["number"] = company.Number, ["entry"] = 1 })), HttpStatusCode.Created);
        var submitted = await client.SubmitAsync((string)empty["id"]!);
        var rehearsed = await Program.ReadAsync(await client.PostAsJsonAsync("/api/companies/filings/nr1/rehearse", Office("1 Road").With("company", new JsonObject { ["number"] = company.Number, ["entry"] = 1 })), HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.Forbidden, begun.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, submitted.StatusCode);
        Assert.Equal([("company/number", "company.not-authorised")], Codes(rehearsed));
        Assert.Empty(rehearsed["changes"]!.AsArray());
        Assert.Contains("may not", (await stranger.Browser.OpenAsync($"/en/companies/{company.Number}/file")).Text);
        using var nobody = new HttpClient { BaseAddress = app.Address };
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.PostAsync($"/api/companies/{company.Number}/filings/nr1", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync("/api/companies/9999999/filings/nr1", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync($"/api/companies/{company.Number}/filings/xx9", null)).StatusCode);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Of_two_filings_at_once_the_second_sees_the_first(DatabaseKind kind)
    {
        var app = await governments.OnAsync(kind);
        using var amy = await SignUpAsync(app, "amy");
        using var ben = await SignUpAsync(app, "ben");
        var company = await app.RegisterAsync(Incorporated, (amy, "CHAN Amy"), (ben, "WONG Ben"));
        HttpClient[] clients = [await amy.ProgramAsync(), await ben.ProgramAsync()];
        var office = await BeginAsync(clients[0], company.Number, "nr1");
        var resigns = await BeginAsync(clients[1], company.Number, "nd4", officer: 2);
        await clients[0].PatchAsJsonAsync($"/api/filings/{office}", Office("12/F, Beacon Tower"));
        await clients[1].PatchAsJsonAsync($"/api/filings/{resigns}", new JsonObject { ["resignation"] = new JsonObject { ["on"] = $"{Today:yyyy-MM-dd}" } });

        var answers = await Task.WhenAll(clients[0].SubmitAsync(office), clients[1].SubmitAsync(resigns));

        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        for (var i = 0; i < 2; i++)
        {
            var id = i == 0 ? office : resigns;
            if (answers[i].StatusCode != HttpStatusCode.OK)
            {
                var told = await Program.ReadAsync(answers[i], HttpStatusCode.UnprocessableEntity);
                Assert.Equal([("company/entry", "company.changed")], Codes(told));
                await clients[i].PatchAsJsonAsync($"/api/filings/{id}", new JsonObject { ["company"] = new JsonObject { ["entry"] = 2 } });
                await Program.ReadAsync(await clients[i].SubmitAsync(id), HttpStatusCode.OK);
            }

            await clients[i].UntilAsync(id, "completed");
        }

        var now = (await clients[0].GetFromJsonAsync<JsonObject>($"/api/companies/{company.Number}"))!;
        Assert.Equal("12/F, Beacon Tower", (string?)now["registeredOffice"]!["line1"]);
        Assert.DoesNotContain("LEE Carmen", now.ToJsonString());
        Assert.Equal([3, 2], (await clients[0].GetFromJsonAsync<JsonArray>($"/api/companies/{company.Number}/filings"))!.Select(filed => (int)filed!["entry"]!));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_secretary_who_resigns_twice_at_once_leaves_once(DatabaseKind kind)
    {
        var app = await governments.OnAsync(kind);
        using var amy = await SignUpAsync(app, "amy");
        using var ben = await SignUpAsync(app, "ben");
        var company = await app.RegisterAsync(Incorporated, (amy, "CHAN Amy"), (ben, "WONG Ben"));
        HttpClient[] clients = [await amy.ProgramAsync(), await ben.ProgramAsync()];
        var ids = new string[2];
        for (var i = 0; i < 2; i++)
        {
            ids[i] = await BeginAsync(clients[i], company.Number, "nd4", officer: 2);
            await clients[i].PatchAsJsonAsync($"/api/filings/{ids[i]}", new JsonObject { ["resignation"] = new JsonObject { ["on"] = $"{Today:yyyy-MM-dd}" } });
        }

        var answers = await Task.WhenAll(clients[0].SubmitAsync(ids[0]), clients[1].SubmitAsync(ids[1]));
        var states = await Eventually.GetAsync(async () =>
        {
            var seen = await Task.WhenAll(clients[0].ShowAsync(ids[0]), clients[1].ShowAsync(ids[1]));
            var now = seen.Select(filing => (string)filing["state"]!).Order().ToList();
            return now.Contains("completed") && !now.Any(state => state is "submitted" or "approved") ? now : null;
        });

        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Single(states, state => state == "completed");
        Assert.Contains(states.Single(state => state != "completed"), (string[])["draft", "refused", "underReview"]);
        Assert.Single((await clients[0].GetFromJsonAsync<JsonArray>($"/api/companies/{company.Number}/filings"))!);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_register_takes_a_filing_once_and_refuses_what_the_one_before_has_used_up(DatabaseKind kind)
    {
        var app = await governments.OnAsync(kind);
        var company = await app.RegisterAsync(Incorporated);
        var answers = new JsonObject { ["resignation"] = new JsonObject { ["role"] = "secretary", ["name"] = "LEE Carmen", ["on"] = $"{Today:yyyy-MM-dd}" } };
        var (first, second) = (Filing(), Filing());

        var begun = await LastAsync();
        await ApplyAsync(first, begun);
        await ApplyAsync(first, begun);
        await Assert.ThrowsAsync<FulfilmentOvertakenException>(() => ApplyAsync(second, begun));
        var now = await LastAsync();
        var refused = await Assert.ThrowsAsync<FilingRefusedException>(() => ApplyAsync(second, now));

        Assert.Equal(("resignation/name", "officers.not-in-office"), (Assert.Single(refused.Problems).Path, refused.Problems[0].Code));
        var history = await app.InScopeAsync(scope => scope.GetRequiredService<IRegisters>().HistoryAsync(RegisterNames.Companies, company.Number));
        Assert.Equal([2], history.Skip(1).Select(entry => entry.Number));

        Task<Entry> LastAsync() => app.InScopeAsync(async scope => (await scope.GetRequiredService<IRegisters>().FindAsync(RegisterNames.Companies, company.Number))!);

        Task ApplyAsync(Filing filing, Entry seen) => app.WriteAsync(async write =>
        {
            await write.Get<RegisterChange>().ApplyAsync(write, Registered.Form("ND4"), filing, seen, filing.Reference, default);
            return true;
        });

        Filing Filing()
        {
            var id = Platform.Identifiers.Ids.New();
            return new(id, $"CF-{id}", "company-nd4", 1, FilingState.Approved, id, answers.DeepClone().AsObject(), null, null, TimeProvider.System.GetUtcNow(), null, null);
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_new_director_signs_and_may_file_from_then_on(DatabaseKind kind)
    {
        var app = await governments.OnAsync(kind);
        using var amy = await SignUpAsync(app, "amy");
        using var dora = await SignUpAsync(app, "dora");
        var company = await app.RegisterAsync(Incorporated, (amy, "CHAN Amy"));
        var (client, newcomer) = (await amy.ProgramAsync(), await dora.ProgramAsync());
        var appointment = Registered.Appointment("director", "HO Dora", dora.Email, "C123456(9)");
        appointment["on"] = $"{Today:yyyy-MM-dd}";

        var before = await newcomer.PostAsync($"/api/companies/{company.Number}/filings/nr1", null);
        var id = await BeginAsync(client, company.Number, "nd2a");
        await client.PatchAsJsonAsync($"/api/filings/{id}", new JsonObject { ["what"] = new JsonObject { ["change"] = new JsonArray("appoint") }, ["appointment"] = appointment });
        var submitted = await Program.ReadAsync(await client.SubmitAsync(id), HttpStatusCode.OK);
        await newcomer.SignAsync((string)submitted["contentHash"]!);
        await client.UntilAsync(id, "completed");
        var after = await newcomer.PostAsync($"/api/companies/{company.Number}/filings/nr1", null);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Created), (before.StatusCode, after.StatusCode));
        var now = (await client.GetStringAsync($"/api/companies/{company.Number}"))!;
        Assert.Contains("HO Dora", now);
        Assert.DoesNotContain("Robinson", now);
        Assert.DoesNotContain("C123456", now);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_removal_waits_for_the_registrar_who_compares_and_refuses(DatabaseKind kind)
    {
        var app = await governments.OnAsync(kind);
        using var amy = await SignUpAsync(app, "amy");
        using var registrar = await Citizen.SignInAsync(app, "registrar@demo.example");
        var company = await app.RegisterAsync(Incorporated, (amy, "CHAN Amy"));
        var (client, officer) = (await amy.ProgramAsync(), await registrar.ProgramAsync());
        var id = await BeginAsync(client, company.Number, "nd2a");
        await client.PatchAsJsonAsync($"/api/filings/{id}", new JsonObject
        {
            ["what"] = new JsonObject { ["change"] = new JsonArray("cease") },
            ["cessation"] = new JsonObject { ["role"] = "director", ["name"] = "WONG Ben", ["reason"] = "removed", ["on"] = $"{Today:yyyy-MM-dd}" },
        });

        await Program.ReadAsync(await client.SubmitAsync(id), HttpStatusCode.OK);
        var waiting = await client.UntilAsync(id, "underReview");
        var compare = await registrar.Browser.OpenAsync($"/en/companies/changes/{id}");
        using var stranger = await SignUpAsync(app, "stranger");
        var hidden = await stranger.Browser.OpenAsync($"/en/companies/changes/{id}");
        await officer.DecideAsync(await officer.CaseAsync((string)waiting["reference"]!), "refuse", "resolution-missing");
        var refused = await client.UntilAsync(id, "refused");

        Assert.Contains("WONG Ben", compare.Text);
        Assert.Equal(HttpStatusCode.NotFound, hidden.Status);
        Assert.NotEmpty(refused["reasons"]!.AsArray());
        Assert.Contains("WONG Ben", await client.GetStringAsync($"/api/companies/{company.Number}"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_annual_return_of_last_year_costs_its_late_fee(DatabaseKind kind)
    {
        var app = await governments.OnAsync(kind);
        using var amy = await SignUpAsync(app, "amy");
        var company = await app.RegisterAsync(Incorporated, (amy, "CHAN Amy"));
        var client = await amy.ProgramAsync();
        var id = await BeginAsync(client, company.Number, "nar1");
        await client.PatchAsJsonAsync($"/api/filings/{id}", new JsonObject { ["return"] = new JsonObject { ["madeUp"] = $"{Incorporated.AddYears(1):yyyy-MM-dd}", ["confirm"] = new JsonArray("correct") } });

        var ready = await CheckAsync(client, id);
        var submitted = await Program.ReadAsync(await client.SubmitAsync(id), HttpStatusCode.OK);
        await client.PayAsync(submitted);
        await client.UntilAsync(id, "completed");

        Assert.True((bool)ready["ready"]!, ready.ToJsonString());
        Assert.Equal(3_480_00, (long)submitted["payment"]!["totalCents"]!);
        var now = (await client.GetFromJsonAsync<JsonObject>($"/api/companies/{company.Number}"))!;
        Assert.Equal($"{Incorporated.AddYears(1):yyyy-MM-dd}", (string?)now["lastReturn"]);
    }

    private static Task<Citizen> SignUpAsync(TestApp app, string name) =>
        Citizen.SignUpAsync(app, name, $"{name}{Platform.Identifiers.Ids.New().ToString("N")[^10..]}@people.example");

    private static async Task<string> BeginAsync(HttpClient client, string company, string form, int? officer = null) =>
        (string)(await Program.ReadAsync(await client.PostAsync($"/api/companies/{company}/filings/{form}{(officer is null ? "" : $"?officer={officer}")}", null), HttpStatusCode.Created))["id"]!;

    private static async Task<JsonObject> CheckAsync(HttpClient client, string id) => await Program.ReadAsync(await client.PostAsync($"/api/filings/{id}/check", null), HttpStatusCode.OK);

    private static JsonObject Office(string line1) => new() { ["office"] = new JsonObject { ["address"] = Drafts.Address(line1: line1), ["on"] = $"{Today:yyyy-MM-dd}" } };

    private static IReadOnlyList<(string Path, string Code)> Codes(JsonObject answer, string name = "errors") =>
        [.. answer[name]!.AsArray().Select(problem => ((string)problem!["path"]!, (string)problem["code"]!))];
}
