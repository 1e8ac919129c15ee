using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Accounts.Contracts;
using OneStop.Kit;
using OneStop.Platform.Data;

namespace OneStop.Accounts.Tests;

/// <summary>Rights are given as <c>road-cargo:lodge</c> would be: the town knows one right of a service.</summary>
public sealed class OrganisationTests(Towns towns)
{
    private const string Right = "test-service:act";

    public static TheoryData<DatabaseKind> Engines => Towns.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_founder_invites_a_member_who_accepts_and_acts(DatabaseKind kind)
    {
        var app = await towns.OfAsync(kind);
        var (amy, ben, carl) = (await app.CitizenAsync("Amy"), await app.CitizenAsync("Ben"), await app.CitizenAsync("Carl"));
        using var amys = await app.InAsync(amy);
        using var bens = await app.InAsync(ben);
        using var carls = await app.InAsync(carl);

        var nameless = await amys.SubmitAsync(await amys.OpenAsync("/en/account/organisations/new"), new() { ["business"] = "123" });
        var home = await amys.FoundAsync("Harbour Garments Limited");
        var none = await amys.SubmitAsync(await amys.OpenAsync(home.Path + "/invite"), new() { ["email"] = "nobody" });
        await amys.SubmitAsync(await amys.OpenAsync(home.Path + "/invite"), new() { ["email"] = ben.Email, ["rights"] = Right });
        var link = Citizens.LinkIn(await app.MailAsync(ben.Email, "invited to act for Harbour Garments Limited"));
        var theirs = await carls.OpenAsync(link);
        var opened = await bens.OpenAsync(link);
        var joined = await bens.SubmitAsync(opened);
        var again = await bens.OpenAsync(link);
        var forbidden = await bens.OpenAsync(home.Path + "/invite");
        var strangers = await carls.OpenAsync(home.Path);
        var bensMandates = await app.MandatesAsync(ben.Id);

        Assert.Equal(["english", "business"], nameless.Errors.Select(error => error.Field));
        Assert.Equal(["email", "rights"], none.Errors.Select(error => error.Field));
        Assert.Equal("Harbour Garments Limited", home.Heading);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.NotFound), (theirs.Status, opened.Status, again.Status));
        Assert.Contains("Act in tests", opened.Text, StringComparison.Ordinal);
        Assert.Contains("Ben", joined.Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (forbidden.Status, strangers.Status));
        Assert.Equal("Harbour Garments Limited", Assert.Single(bensMandates).For.English);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Rights_change_at_once_and_somebody_always_administers(DatabaseKind kind)
    {
        var app = await towns.OfAsync(kind);
        var (amy, ben) = (await app.CitizenAsync("Amy"), await app.CitizenAsync("Ben"));
        using var amys = await app.InAsync(amy);
        using var bens = await app.InAsync(ben);
        var home = await amys.FoundAsync("Victoria Traders");
        await amys.SubmitAsync(await amys.OpenAsync(home.Path + "/invite"), new() { ["email"] = ben.Email, ["rights"] = Right });
        await bens.SubmitAsync(await bens.OpenAsync(Citizens.LinkIn(await app.MailAsync(ben.Email, "Victoria Traders"))));

        var last = await amys.SubmitAsync(await amys.OpenAsync($"{home.Path}/members/{amy.Id}"), form: "#remove");
        var bensSelf = await bens.Http.PostAsync($"{home.Path}/members/{ben.Id}?handler=Remove", new FormUrlEncodedContent([]));
        var removed = await amys.SubmitAsync(await amys.OpenAsync($"{home.Path}/members/{ben.Id}"), form: "#remove");

        Assert.Contains("Somebody must manage the organisation", last.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, bensSelf.StatusCode);
        Assert.DoesNotContain("Ben", removed.Text, StringComparison.Ordinal);
        Assert.Empty(await app.MandatesAsync(ben.Id));
        Assert.Equal(HttpStatusCode.NotFound, (await bens.OpenAsync(home.Path)).Status);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_agent_acts_within_the_days_and_until_the_end(DatabaseKind kind)
    {
        await using var app = await Towns.StartAsync(kind, fakeTime: true);
        var (shipper, forwarder) = (await app.CitizenAsync("Shipper"), await app.CitizenAsync("Forwarder"));
        using var shippers = await app.InAsync(shipper);
        using var forwarders = await app.InAsync(forwarder);
        var (ours, theirs) = (await shippers.FoundAsync("Shipper Limited"), await forwarders.FoundAsync("Forwarder Limited"));
        var number = (await app.MandatesAsync(forwarder.Id)).Single().For.Number;
        var tomorrow = Platform.Texts.HongKong.Today(app.Time!).AddDays(1);

        var unknown = await shippers.SubmitAsync(await shippers.OpenAsync(ours.Path + "/delegate"), new() { ["number"] = "OR-1", ["rights"] = Right });
        var nonsense = await shippers.SubmitAsync(await shippers.OpenAsync(ours.Path + "/delegate"), new() { ["number"] = number, ["rights"] = Right, ["first-day"] = "31", ["first-month"] = "2", ["first-year"] = "2027" });
        await shippers.SubmitAsync(await shippers.OpenAsync(ours.Path + "/delegate"), new()
        {
            ["number"] = number.ToLowerInvariant(),
            ["rights"] = Right,
            ["first-day"] = $"{tomorrow.Day}",
            ["first-month"] = $"{tomorrow.Month}",
            ["first-year"] = $"{tomorrow.Year}",
        });
        var before = await app.MandatesAsync(forwarder.Id);
        app.Time!.Advance(TimeSpan.FromHours(25));
        using var shippersAgain = await app.InAsync(shipper);
        var during = await app.MandatesAsync(forwarder.Id);
        await shippersAgain.SubmitAsync(await shippersAgain.OpenAsync(ours.Path), form: "form[action*='handler=End']");
        var after = await app.MandatesAsync(forwarder.Id);

        Assert.Equal("number", Assert.Single(unknown.Errors).Field);
        Assert.Equal("first", Assert.Single(nonsense.Errors).Field);
        Assert.Single(before);
        Assert.Equal([false, true], during.Select(mandate => mandate.IsDelegated));
        Assert.Equal(("Shipper Limited", "Forwarder Limited"), (during[1].For.English, during[1].By.English));
        Assert.Single(after);
        Assert.Contains("/account/organisations/", theirs.Path, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_programs_key_is_shown_once_opens_the_API_alone_and_ends_when_revoked(DatabaseKind kind)
    {
        var app = await towns.OfAsync(kind);
        var amy = await app.CitizenAsync("Amy");
        using var amys = await app.InAsync(amy);
        var home = await amys.FoundAsync("Key Limited");

        var nameless = await amys.SubmitAsync(await amys.OpenAsync(home.Path + "/keys/new"), new() { ["rights"] = Right });
        var made = await amys.SubmitAsync(await amys.OpenAsync(home.Path + "/keys/new"), new() { ["name"] = "Warehouse", ["rights"] = Right });
        var secret = made.Html.QuerySelector("#secret")!.TextContent;
        using var program = new HttpClient { BaseAddress = app.Address };
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        var mine = JsonNode.Parse(await program.GetStringAsync($"/api/organisations?right={Right}"))!.AsArray();
        var administer = JsonNode.Parse(await program.GetStringAsync("/api/organisations"))!.AsArray();
        var me = await program.GetAsync("/api/me");
        var page = await program.GetAsync(home.Path);
        var shownAgain = await amys.OpenAsync(home.Path);
        await amys.SubmitAsync(shownAgain, form: "form[action*='handler=Revoke']");
        var revoked = await program.GetAsync("/api/organisations");
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "osk_" + new string('x', 5_000));
        var huge = await program.GetAsync("/api/organisations");

        Assert.Equal("name", Assert.Single(nameless.Errors).Field);
        Assert.StartsWith("osk_", secret, StringComparison.Ordinal);
        Assert.Equal("Key Limited", Assert.Single(mine)!["english"]!.GetValue<string>());
        Assert.Empty(administer);
        Assert.Equal(HttpStatusCode.Forbidden, me.StatusCode);
        Assert.Contains("/sign-in", page.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, shownAgain.Source, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (revoked.StatusCode, huge.StatusCode));
    }
}

internal static class OrganisationsInTests
{
    internal static async Task<Browser> InAsync(this TestApp app, Citizen citizen)
    {
        var browser = app.Browse();
        await browser.SignInAsync(citizen);
        return browser;
    }

    internal static async Task<Page> FoundAsync(this Browser founder, string name) =>
        await founder.SubmitAsync(await founder.OpenAsync("/en/account/organisations/new"), new() { ["english"] = name });

    internal static Task<IReadOnlyList<Mandate>> MandatesAsync(this TestApp app, Guid person) =>
        app.InScopeAsync(scope => scope.GetRequiredService<IOrganisations>().MandatesAsync(person, "test-service:act"));
}
