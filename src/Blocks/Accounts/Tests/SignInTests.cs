using System.Net;
using OneStop.Kit;
using OneStop.Platform.Data;

namespace OneStop.Accounts.Tests;

public sealed class SignInTests(Towns towns)
{
    public static TheoryData<DatabaseKind> Engines => Towns.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_person_signs_in_sees_their_account_and_signs_out(DatabaseKind kind)
    {
        var app = await towns.OfAsync(kind);
        var amy = await app.CitizenAsync();
        using var browser = app.Browse();

        var asked = await browser.OpenAsync("/en/account");
        var account = await browser.SubmitAsync(asked, new() { ["email"] = amy.Email, ["password"] = amy.Password });
        var left = await browser.SubmitAsync(await browser.OpenAsync("/en/sign-out"));
        var after = await browser.OpenAsync("/en/account");

        Assert.StartsWith("/en/sign-in?returnUrl=%2Fen%2Faccount", asked.Path, StringComparison.Ordinal);
        Assert.Equal("/en/account", account.Path);
        Assert.Contains(amy.Email, account.Text, StringComparison.Ordinal);
        Assert.Contains("You have signed out", left.Text, StringComparison.Ordinal);
        Assert.StartsWith("/en/sign-in", after.Path, StringComparison.Ordinal);
        Assert.Equal(["account.signed-in", "account.signed-out"], await app.AuditedAsync(amy.Id));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer_and_the_same_lock(DatabaseKind kind)
    {
        var app = await towns.OfAsync(kind);
        var amy = await app.CitizenAsync();
        var nobody = new Citizen(default, Citizens.NewEmail(), Citizens.Password);
        using var browser = app.Browse();

        foreach (var who in new[] { amy, nobody })
        {
            for (var i = 0; i < 4; i++)
            {
                Assert.Contains("The e-mail address or the password is wrong", Assert.Single((await browser.SignInAsync(who, "wrong wrong wrong")).Errors).Message, StringComparison.Ordinal);
            }

            Assert.Contains("too many wrong attempts", Assert.Single((await browser.SignInAsync(who, "wrong wrong wrong")).Errors).Message, StringComparison.Ordinal);
            Assert.Contains("too many wrong attempts", Assert.Single((await browser.SignInAsync(who)).Errors).Message, StringComparison.Ordinal);
        }

        Assert.Contains("account.locked", await app.AuditedAsync(amy.Id));
    }

    [Fact]
    public async Task A_lock_opens_after_a_quarter_of_an_hour()
    {
        await using var app = await Towns.StartAsync(DatabaseKind.Sqlite, fakeTime: true);
        var amy = await app.CitizenAsync();
        using var browser = app.Browse();
        for (var i = 0; i < 5; i++)
        {
            await browser.SignInAsync(amy, "wrong wrong wrong");
        }

        app.Time!.Advance(TimeSpan.FromMinutes(15.1));

        Assert.Equal("/en/account", (await browser.SignInAsync(amy)).Path);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Many_guesses_at_once_are_still_counted(DatabaseKind kind)
    {
        var app = await towns.OfAsync(kind);
        var amy = await app.CitizenAsync();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            using var guesser = app.Browse();
            await guesser.SignInAsync(amy, "wrong wrong wrong");
        }));

        using var browser = app.Browse();
        Assert.Contains("too many", Assert.Single((await browser.SignInAsync(amy)).Errors).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/", "/en/account")]
    [InlineData("//evil.example", "/en/account")]
    [InlineData("/\\evil.example", "/en/account")]
    [InlineData("javascript:alert(1)", "/en/account")]
    [InlineData("/en/inbox", "/en/inbox")]
    [InlineData("/zh-Hant/inbox?unread=1", "/en/inbox?unread=1")]
    public async Task A_person_goes_on_within_this_site_alone(string returnUrl, string expected)
    {
        var app = await towns.OfAsync(DatabaseKind.Sqlite);
        var amy = await app.CitizenAsync();
        using var browser = app.Browse();

        Assert.Equal(expected, (await browser.SignInAsync(amy, returnUrl: returnUrl)).Path);
    }

    [Theory]
    [InlineData("/en/sign-in")]
    [InlineData("/en/sign-up")]
    [InlineData("/en/forgotten-password")]
    [InlineData("/en/reset-password")]
    [InlineData("/en/sign-up/confirm")]
    [InlineData("/en/sign-in?handler=Passkey")]
    [InlineData("/en/sign-in?handler=PasskeyOptions")]
    public async Task A_form_from_another_site_is_refused(string path)
    {
        var app = await towns.OfAsync(DatabaseKind.Sqlite);
        using var http = app.Still();

        var answer = await http.PostAsync(path, new FormUrlEncodedContent(new Dictionary<string, string> { ["email"] = "a@b.hk", ["password"] = "x" }));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("/en/account")]
    [InlineData("/en/account/details")]
    [InlineData("/en/account/email")]
    [InlineData("/en/account/email/confirm")]
    [InlineData("/en/account/password")]
    [InlineData("/en/account/confirm-password")]
    [InlineData("/en/account/authenticator")]
    [InlineData("/en/account/recovery-codes")]
    [InlineData("/en/account/passkeys")]
    [InlineData("/en/account/sessions")]
    [InlineData("/en/sign-out")]
    public async Task A_visitor_is_asked_to_sign_in_first(string path)
    {
        var app = await towns.OfAsync(DatabaseKind.Sqlite);
        using var http = app.Still();

        var answer = await http.GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal($"/en/sign-in?returnUrl={Uri.EscapeDataString(path)}", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        var app = await towns.OfAsync(DatabaseKind.Sqlite);
        var amy = await app.CitizenAsync();
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = app.Address };
        var form = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await http.GetStringAsync("/en/sign-in"));

        var answer = await http.PostAsync("/en/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["email"] = amy.Email,
            ["password"] = amy.Password,
            ["__RequestVerificationToken"] = form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!,
        }));

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("", "", 2)]
    [InlineData("amy@example.hk", "", 1)]
    [InlineData("", "something", 1)]
    [InlineData("not an address", "something long", 1)]
    public async Task What_is_missing_is_named(string email, string password, int errors)
    {
        var app = await towns.OfAsync(DatabaseKind.Sqlite);
        using var browser = app.Browse();

        var page = await browser.SignInAsync(new Citizen(default, email, password));

        Assert.Equal(errors, page.Errors.Count);
        Assert.Equal(email, page.Html.QuerySelector("#email")?.GetAttribute("value") ?? "");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hant")]
    [InlineData("zh-Hans")]
    public async Task Every_page_speaks_every_language(string lang)
    {
        var app = await towns.OfAsync(DatabaseKind.Sqlite);
        var amy = await app.CitizenAsync();
        using var browser = app.Browse();
        var pages = new List<Page>();

        foreach (var path in new[] { "/sign-in", "/sign-up", "/forgotten-password", "/forgotten-password?sent=true", "/reset-password", "/sign-up/confirm" })
        {
            pages.Add(await browser.OpenAsync($"/{lang}{path}"));
        }

        await browser.SignInAsync(amy);
        foreach (var path in new[] { "", "/details", "/email", "/password", "/confirm-password", "/authenticator", "/passkeys", "/sessions" })
        {
            pages.Add(await browser.OpenAsync($"/{lang}/account{path}"));
        }

        Assert.All(pages, page =>
        {
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Equal(lang, page.Html.DocumentElement.GetAttribute("lang"));
            Assert.DoesNotContain("accounts.", page.Text, StringComparison.Ordinal);
            Assert.NotEmpty(page.Heading);
        });
    }
}
