using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Companies.Changes;
using OneStop.Companies.Tests.Incorporation;
using OneStop.Companies.Tests.Journeys;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;

namespace OneStop.Companies.Tests.Changes;

/// <summary>What others have of a company's changes: messages, ordered documents, ownership data.</summary>
public sealed class ReaderJourneyTests(Governments governments)
{
    private static readonly DateOnly Today = HongKong.Today(TimeProvider.System);

    public static TheoryData<DatabaseKind> Engines => Governments.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Whoever_watches_a_company_is_told_of_a_change_until_they_stop(DatabaseKind kind)
    {
        var app = await governments.OnAsync(kind);
        using var amy = await SignUpAsync(app, "amy");
        using var reader = await SignUpAsync(app, "reader");
        var company = await app.RegisterAsync(Today.AddYears(-2), (amy, "CHAN Amy"));

        var watch = await reader.Browser.OpenAsync($"/en/companies/{company.Number}/watch");
        var on = await reader.Browser.SubmitAsync(watch, [], "main form");
        await ChangeOfficeAsync(amy, company.Number, 1, "20/F, Beacon Tower");
        var mail = await reader.MailAsync(text => text.Contains(company.Number, StringComparison.Ordinal));
        var off = await reader.Browser.SubmitAsync(on, [], "main form");

        Assert.Contains("You watch", on.Heading);
        Assert.Contains("NR1", mail);
        Assert.Contains("Watch this company", off.Heading);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.Browser.OpenAsync("/en/companies/9999999/watch")).Status);
        Assert.False(await app.InScopeAsync(scope => scope.GetRequiredService<CompaniesDb>().Watches.AnyAsync(of => of.CompanyNumber == company.Number)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_mail_program_stops_a_watch_without_cookies(DatabaseKind kind)
    {
        var app = await governments.OnAsync(kind);
        var (company, id) = (await app.RegisterAsync(Today.AddYears(-2)), Ids.New());
        await app.WriteAsync(write => Task.FromResult(write.Get<CompaniesDb>().Watches.Add(new() { Id = id, CompanyNumber = company.Number, PersonId = Ids.New() })));
        using var anybody = app.Browse();

        var looked = await anybody.OpenAsync($"/en/companies/watches/stop/{id}");
        var stopped = await anybody.Http.PostAsync($"/en/companies/watches/stop/{id}", new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]));
        var again = await anybody.OpenAsync($"/en/companies/watches/stop/{id}");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NotFound), (looked.Status, stopped.StatusCode, again.Status));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Documents_are_put_in_a_basket_paid_and_delivered_sealed(DatabaseKind kind)
    {
        var app = await governments.OnAsync(kind);
        using var amy = await SignUpAsync(app, "amy");
        using var reader = await SignUpAsync(app, "reader");
        var company = await app.RegisterAsync(Today.AddYears(-2), (amy, "CHAN Amy"));
        var filing = await ChangeOfficeAsync(amy, company.Number, 1, "21/F, Beacon Tower");

        var choose = await reader.Browser.OpenAsync($"/en/companies/{company.Number}/order");
        var nothing = await reader.Browser.SubmitAsync(choose, [], "main form");
        await reader.Browser.SubmitAsync(choose, new() { ["documents"] = "particulars" }, "main form");
        var basket = await reader.Browser.SubmitAsync(choose, new() { ["documents"] = filing, ["certified"] = "yes" }, "main form");
        var pay = await reader.Browser.SubmitAsync(basket, [], "main form");
        Assert.True(pay.Path.Contains("/pay/", StringComparison.Ordinal), $"{(int)pay.Status} {pay.Path} {pay.Text}");
        Assert.True(pay.Path.Contains("/pay/", StringComparison.Ordinal), $"{(int)pay.Status} {pay.Path} {pay.Text}");
        var order = await app.InScopeAsync(scope =>
        {
            var db = scope.GetRequiredService<CompaniesDb>();
            return db.Orders.SingleAsync(of => db.OrderLines.Any(line => line.OrderId == of.Id && line.CompanyNumber == company.Number));
        });
        var client = await reader.ProgramAsync();
        var payable = await client.GetFromJsonAsync<JsonObject>($"/api/payments/{order.PaymentId}");
        await client.PayAsync(new JsonObject { ["payment"] = new JsonObject { ["id"] = order.PaymentId.ToString() } });
        var delivered = await Eventually.GetAsync(async () =>
            await reader.Browser.OpenAsync($"/en/companies/orders/{order.Id}") is { } page && page.Links.Count(link => link.EndsWith(".pdf", StringComparison.Ordinal)) == 3 ? page : null);

        Assert.NotEmpty(nothing.Errors);
        Assert.Contains("HK$162", basket.Text);
        Assert.Equal(162_00, (long)payable!["totalCents"]!);
        foreach (var link in delivered.Links.Where(link => link.EndsWith(".pdf", StringComparison.Ordinal)))
        {
            var verified = await reader.Browser.Http.GetFromJsonAsync<JsonObject>($"/api/certificates/{link.Split('/')[^1][..^4]}");
            Assert.True((bool)verified!["sealIsSound"]!);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await amy.Browser.OpenAsync($"/en/companies/orders/{order.Id}")).Status);
        Assert.Contains("Nothing lies in it", (await reader.Browser.OpenAsync("/en/companies/basket")).Text);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Officers_are_reminded_of_a_return_once(DatabaseKind kind)
    {
        var app = await governments.OnAsync(kind);
        using var amy = await SignUpAsync(app, "amy");
        var company = await app.RegisterAsync(Today.AddYears(-2).AddDays(7), (amy, "CHAN Amy"));

        await app.RunJobAsync<RemindOfReturns>();
        await app.RunJobAsync<RemindOfReturns>();
        await amy.MailAsync(text => text.Contains("annual return", StringComparison.Ordinal));

        var inbox = await amy.Browser.OpenAsync("/en/inbox");
        Assert.Single(inbox.Html.QuerySelectorAll("main a"), link => link.TextContent.Contains("Annual return of", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Ownership_is_told_as_statements_of_the_standard(DatabaseKind kind)
    {
        var app = await governments.OnAsync(kind);
        var company = await app.RegisterAsync(Today.AddYears(-2));
        using var anybody = app.Browse();

        var statements = (await anybody.Http.GetFromJsonAsync<JsonArray>($"/api/companies/{company.Number}/ownership"))!.Select(statement => statement!.AsObject()).ToList();

        Assert.Equal(["entity", "person", "relationship", "person", "relationship", "person", "relationship"], statements.Select(statement => (string)statement["recordType"]!));
        Assert.Equal(statements.Count, statements.Select(statement => (string)statement["statementId"]!).Distinct().Count());
        var records = statements.Where(statement => (string)statement["recordType"]! != "relationship").Select(statement => (string)statement["recordId"]!).ToHashSet();
        var relationships = statements.Where(statement => (string)statement["recordType"]! == "relationship").Select(statement => statement["recordDetails"]!).ToList();
        Assert.All(relationships, relationship => Assert.True(records.Contains((string)relationship["interestedParty"]!) && records.Contains((string)relationship["subject"]!)));
        var shares = relationships.SelectMany(relationship => relationship["interests"]!.AsArray()).Where(interest => (string)interest!["type"]! == "shareholding").Sum(interest => (decimal)interest!["share"]!["exact"]!);
        Assert.Equal(100m, shares);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.Http.GetAsync("/api/companies/9999999/ownership")).StatusCode);
        if (Environment.GetEnvironmentVariable("ONESTOP_BODS_SAMPLE") is { } file)
        {
            await File.WriteAllTextAsync(file, await anybody.Http.GetStringAsync($"/api/companies/{company.Number}/ownership"));
        }
    }

    /// <summary>The day of the company's incorporation and of today, the last return, and the day of the return to be reminded of, twice or once.</summary>
    public static TheoryData<string, string, string?, string?, bool> Reminders => new()
    {
        { "2020-03-31", "2026-03-16", null, null, false }, { "2020-03-31", "2026-03-17", null, "2026-03-31", false }, { "2020-03-31", "2026-04-27", null, "2026-03-31", false },
        { "2020-03-31", "2026-04-28", null, "2026-03-31", true }, { "2020-03-31", "2026-05-12", null, "2026-03-31", true }, { "2020-03-31", "2026-05-13", null, null, false },
        { "2020-03-31", "2026-04-28", "2026-03-31", null, false }, { "2020-03-31", "2026-04-28", "2025-03-31", "2026-03-31", true },
        { "2020-12-20", "2026-01-10", null, "2025-12-20", false }, { "2020-01-05", "2025-12-28", null, "2026-01-05", false }, { "2025-12-01", "2025-12-20", null, null, false },
        { "2024-02-29", "2025-02-20", null, "2025-02-28", false },
    };

    [Theory, MemberData(nameof(Reminders))]
    public void A_reminder_comes_before_the_day_and_before_the_fee_rises(string incorporated, string today, string? last, string? madeUp, bool again)
    {
        var company = Registered.Company(Day(incorporated)) with { LastReturn = last is null ? null : Day(last) };

        var due = RemindOfReturns.Due(company, Day(today));

        Assert.Equal(madeUp is null ? null : (Day(madeUp), again), due);
    }

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    private static Task<Citizen> SignUpAsync(TestApp app, string name) => Citizen.SignUpAsync(app, name, $"{name}{Ids.New().ToString("N")[^10..]}@people.example");

    private static async Task<string> ChangeOfficeAsync(Citizen officer, string number, int entry, string line1)
    {
        var client = await officer.ProgramAsync();
        var begun = await client.PostAsJsonAsync("/api/filings/company-nr1", new JsonObject
        {
            ["company"] = new JsonObject { ["number"] = number, ["entry"] = entry },
            ["office"] = new JsonObject { ["address"] = Drafts.Address(line1: line1), ["on"] = $"{Today:yyyy-MM-dd}" },
        });
        var id = (string)(await Program.ReadAsync(begun, HttpStatusCode.Created))["id"]!;
        await Program.ReadAsync(await client.SubmitAsync(id), HttpStatusCode.OK);
        await client.UntilAsync(id, "completed");
        return id;
    }
}
