using System.Net;
using OneStop.Kit;
using OneStop.Platform.Data;

namespace OneStop.Accounts.Tests;

public sealed class PasskeyTests(Towns towns)
{
    public static TheoryData<DatabaseKind> Engines => Towns.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_passkey_is_added_signs_in_and_is_removed(DatabaseKind kind)
    {
        var app = await towns.OfAsync(kind);
        var amy = await app.CitizenAsync();
        using var device = new SoftwareAuthenticator(app.Address);
        using var browser = app.Browse();
        using var other = app.Browse();
        await browser.SignInAsync(amy);

        var added = await AddAsync(browser, device, "Pixel of Amy");
        var inside = await SignInAsync(other, device, "/en/inbox");
        var again = await SignInAsync(other, device, null);
        var removed = await browser.SubmitAsync(await browser.OpenAsync("/en/account/passkeys"), form: "form[action*=Remove]");
        using var third = app.Browse();
        var refused = await SignInAsync(third, device, null);

        Assert.Contains("Pixel of Amy", added.Text, StringComparison.Ordinal);
        Assert.Equal("/en/inbox", inside.Path);
        Assert.Equal("/en/account", again.Path);
        Assert.DoesNotContain("Pixel of Amy", removed.Text, StringComparison.Ordinal);
        Assert.Contains("did not work", Assert.Single(refused.Errors).Message, StringComparison.Ordinal);
        Assert.Contains("was added", await app.MailAsync(amy.Email, "passkey was added"), StringComparison.Ordinal);
        Assert.Equal(
            ["account.passkey-added", "account.passkey-removed", "account.signed-in", "account.signed-in", "account.signed-in"], await app.AuditedAsync(amy.Id));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_answer_to_another_challenge_is_refused(DatabaseKind kind)
    {
        var app = await towns.OfAsync(kind);
        var amy = await app.CitizenAsync();
        using var device = new SoftwareAuthenticator(app.Address);
        using var browser = app.Browse();
        await browser.SignInAsync(amy);
        await AddAsync(browser, device, "Key");
        using var thief = app.Browse();

        var page = await thief.OpenAsync("/en/sign-in");
        var old = device.Get(await OptionsAsync(thief, page, "/en/sign-in?handler=PasskeyOptions"));
        await OptionsAsync(thief, page, "/en/sign-in?handler=PasskeyOptions");
        var refused = await thief.SubmitAsync(page, new() { ["credential"] = old }, form: "form[data-passkey]");

        Assert.NotEmpty(refused.Errors);
    }

    [Fact]
    public async Task Another_sites_passkey_an_unverified_owner_and_nonsense_are_refused()
    {
        var app = await towns.OfAsync(DatabaseKind.Sqlite);
        var amy = await app.CitizenAsync();
        using var foreign = new SoftwareAuthenticator(new Uri("https://evil.example"));
        using var careless = new SoftwareAuthenticator(app.Address) { Verifies = false };
        using var browser = app.Browse();
        await browser.SignInAsync(amy);

        Assert.NotEmpty((await AddAsync(browser, foreign, "Evil")).Errors);
        Assert.NotEmpty((await AddAsync(browser, careless, "Careless")).Errors);
        foreach (var nonsense in new[] { "", "{", "null", "[]", "{\"id\":1}", new string('x', 5000) })
        {
            var page = await browser.OpenAsync("/en/sign-in");
            await OptionsAsync(browser, page, "/en/sign-in?handler=PasskeyOptions");
            var answer = await browser.SubmitAsync(page, new() { ["credential"] = nonsense }, form: "form[data-passkey]");

            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.NotEmpty(answer.Errors);
        }
    }

    [Fact]
    public async Task An_officer_with_a_passkey_acts_and_with_a_password_alone_does_not()
    {
        var app = await towns.OfAsync(DatabaseKind.Sqlite);
        var officer = await app.CitizenAsync("Ho Wing Sze", "cr:registrar");
        using var device = new SoftwareAuthenticator(app.Address);
        using var browser = app.Browse();
        var idle = await browser.SignInAsync(officer);
        await AddAsync(browser, device, "Key");

        using var other = app.Browse();
        var acting = await SignInAsync(other, device, null);

        Assert.Contains("signed in with a password alone", idle.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("signed in with a password alone", acting.Text, StringComparison.Ordinal);
        Assert.Contains("cr:registrar", acting.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_script_is_served()
    {
        var app = await towns.OfAsync(DatabaseKind.Sqlite);
        using var http = app.Still();

        var script = await http.GetAsync("/assets/accounts/passkeys.mjs");

        Assert.Equal("text/javascript", script.Content.Headers.ContentType?.MediaType);
        Assert.Contains("navigator.credentials", await script.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<Page> AddAsync(Browser browser, SoftwareAuthenticator device, string name)
    {
        var page = await browser.OpenAsync("/en/account/passkeys");
        var options = await OptionsAsync(browser, page, "/en/account/passkeys?handler=Options");
        return await browser.SubmitAsync(page, new() { ["name"] = name, ["credential"] = device.Create(options) }, form: "form[data-passkey]");
    }

    private static async Task<Page> SignInAsync(Browser browser, SoftwareAuthenticator device, string? returnUrl)
    {
        var page = await browser.OpenAsync($"/en/sign-in{(returnUrl is null ? "" : $"?returnUrl={Uri.EscapeDataString(returnUrl)}")}");
        var options = await OptionsAsync(browser, page, "/en/sign-in?handler=PasskeyOptions");
        return await browser.SubmitAsync(page, new() { ["credential"] = device.Get(options) }, form: "form[data-passkey]");
    }

    private static async Task<string> OptionsAsync(Browser browser, Page page, string path)
    {
        var token = page.Html.QuerySelector("form[data-passkey] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answer = await browser.Http.PostAsync(path, new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token }));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }
}
