using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OneStop.Accounts.SecondFactors;
using OneStop.Kit;
using OneStop.Platform.Data;

namespace OneStop.Accounts.Tests;

public sealed class SecondFactorTests(Towns towns)
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static TheoryData<DatabaseKind> Engines => Towns.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task An_authenticator_app_is_set_up_and_its_codes_sign_in_once_each(DatabaseKind kind)
    {
        await using var app = await Towns.StartAsync(kind, fakeTime: true);
        var amy = await app.CitizenAsync();
        using var browser = app.Browse();
        await browser.SignInAsync(amy);
        var (secret, _) = await SetUpAsync(app, browser);
        using var other = app.Browse();
        using var another = app.Browse();

        app.Time!.Advance(TimeSpan.FromSeconds(30));
        var code = OneTimeCode.At(secret, app.Time.GetUtcNow());
        var asked = await other.SignInAsync(amy, returnUrl: "/en/inbox");
        var empty = await other.SubmitAsync(asked, new() { ["code"] = "" });
        var wrong = await other.SubmitAsync(asked, new() { ["code"] = code == "000000" ? "000001" : "000000" });
        var inside = await other.SubmitAsync(wrong, new() { ["code"] = code });
        var replayed = await another.SubmitAsync(await another.SignInAsync(amy), new() { ["code"] = code });

        Assert.Equal("/en/sign-in/code", asked.Path);
        Assert.Equal("code", Assert.Single(empty.Errors).Field);
        Assert.Equal("code", Assert.Single(wrong.Errors).Field);
        Assert.Equal("/en/inbox", inside.Path);
        Assert.NotEmpty(replayed.Errors);
        Assert.StartsWith("/en/sign-in", (await another.OpenAsync("/en/account")).Path, StringComparison.Ordinal);
        Assert.Contains("account.authenticator-added", await app.AuditedAsync(amy.Id));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_recovery_code_signs_in_once_and_its_owner_is_told(DatabaseKind kind)
    {
        var app = await towns.OfAsync(kind);
        var amy = await app.CitizenAsync();
        using var browser = app.Browse();
        await browser.SignInAsync(amy);
        var (_, codes) = await SetUpAsync(app, browser);
        using var other = app.Browse();
        using var another = app.Browse();

        var inside = await other.SubmitAsync(await other.SignInAsync(amy), new() { ["code"] = codes[0].ToUpperInvariant().Replace('-', ' ') });
        var again = await another.SubmitAsync(await another.SignInAsync(amy), new() { ["code"] = codes[0] });

        Assert.Equal(RecoveryCode.Given, codes.Count);
        Assert.Equal("/en/account", inside.Path);
        Assert.Contains("9 left", inside.Text, StringComparison.Ordinal);
        Assert.NotEmpty(again.Errors);
        Assert.Contains("recovery codes", await app.MailAsync(amy.Email, "recovery code was used"), StringComparison.Ordinal);
        Assert.Contains("account.recovery-code-used", await app.AuditedAsync(amy.Id));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Two_who_show_the_same_code_at_once_do_not_both_get_in(DatabaseKind kind)
    {
        var app = await towns.OfAsync(kind);
        var amy = await app.CitizenAsync();
        using var browser = app.Browse();
        await browser.SignInAsync(amy);
        var (_, codes) = await SetUpAsync(app, browser);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var one = app.Browse();
            return (await one.SubmitAsync(await one.SignInAsync(amy), new() { ["code"] = codes[0] })).Path;
        }));

        Assert.Single(answers, path => path == "/en/account");
    }

    [Fact]
    public async Task Guessing_codes_locks_as_guessing_passwords_does()
    {
        var app = await towns.OfAsync(DatabaseKind.Sqlite);
        var amy = await app.CitizenAsync();
        using var browser = app.Browse();
        await browser.SignInAsync(amy);
        await SetUpAsync(app, browser);
        using var thief = app.Browse();

        var page = await thief.SignInAsync(amy);
        for (var i = 0; i < 5; i++)
        {
            page = await thief.SubmitAsync(page, new() { ["code"] = "wrong" });
        }

        Assert.Contains("too many wrong attempts", Assert.Single(page.Errors).Message, StringComparison.Ordinal);
        Assert.NotEmpty((await thief.SignInAsync(amy)).Errors);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_app_can_be_turned_off_and_codes_renewed(DatabaseKind kind)
    {
        var app = await towns.OfAsync(kind);
        var amy = await app.CitizenAsync();
        using var browser = app.Browse();
        await browser.SignInAsync(amy);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync("/en/account/recovery-codes")).Status);
        var (_, codes) = await SetUpAsync(app, browser);

        var renewed = CodesOn(await browser.SubmitAsync(await browser.OpenAsync("/en/account/recovery-codes")));
        using var other = app.Browse();
        var old = await other.SubmitAsync(await other.SignInAsync(amy), new() { ["code"] = codes[0] });
        var off = await browser.SubmitAsync(await browser.OpenAsync("/en/account/authenticator"));
        using var third = app.Browse();

        Assert.Equal(RecoveryCode.Given, renewed.Except(codes).Count());
        Assert.NotEmpty(old.Errors);
        Assert.Contains("Off", off.Text, StringComparison.Ordinal);
        Assert.Equal("/en/account", (await third.SignInAsync(amy)).Path);
    }

    [Fact]
    public async Task A_wrong_code_at_the_start_keeps_the_same_key_on_offer_and_a_foreign_key_is_not_taken()
    {
        var app = await towns.OfAsync(DatabaseKind.Sqlite);
        var (amy, ben) = (await app.CitizenAsync(), await app.CitizenAsync());
        using var browser = app.Browse();
        using var bens = app.Browse();
        await browser.SignInAsync(amy);
        await bens.SignInAsync(ben);

        var offer = await browser.OpenAsync("/en/account/authenticator");
        var wrong = await browser.SubmitAsync(offer, new() { ["code"] = "abc" });
        var foreign = await bens.SubmitAsync(await bens.OpenAsync("/en/account/authenticator"), new()
        {
            ["key"] = offer.Html.QuerySelector("input[name=key]")!.GetAttribute("value")!,
            ["code"] = OneTimeCode.At(SecretOn(offer), TimeProvider.System.GetUtcNow()),
        });

        Assert.Equal("code", Assert.Single(wrong.Errors).Field);
        Assert.Equal(SecretOn(offer), SecretOn(wrong));
        Assert.Empty(CodesOn(foreign));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_officer_acts_only_once_a_second_factor_is_shown(DatabaseKind kind)
    {
        var app = await towns.OfAsync(kind);
        var officer = await app.CitizenAsync("Ho Wing Sze", "dpo:operator");
        using var passwordAlone = await app.ProgramAsync(officer);
        Assert.Equal(HttpStatusCode.Forbidden, (await passwordAlone.GetAsync("/api/posts")).StatusCode);
        using var browser = app.Browse();
        await browser.SignInAsync(officer);
        var (_, codes) = await SetUpAsync(app, browser);

        var asked = await new HttpClient { BaseAddress = app.Address }.PostAsJsonAsync("/api/session", new { email = officer.Email, password = officer.Password });
        using var both = await app.ProgramAsync(officer, codes[0]);

        Assert.Equal(HttpStatusCode.Unauthorized, asked.StatusCode);
        Assert.Equal("code-required", (await asked.Content.ReadFromJsonAsync<JsonObject>())!["code"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await both.GetAsync("/api/posts")).StatusCode);
        Assert.DoesNotContain("password alone", (await browser.OpenAsync("/en/account")).Text, StringComparison.Ordinal);
    }

    private static async Task<(byte[] Secret, IReadOnlyList<string> Codes)> SetUpAsync(TestApp app, Browser browser)
    {
        var offer = await browser.OpenAsync("/en/account/authenticator");
        var secret = SecretOn(offer);
        var done = await browser.SubmitAsync(offer, new() { ["code"] = OneTimeCode.At(secret, (app.Time ?? TimeProvider.System).GetUtcNow()) });
        return (secret, CodesOn(done));
    }

    private static List<string> CodesOn(Page page) => [.. page.Html.QuerySelectorAll(".recovery-codes code").Select(code => code.TextContent)];

    private static byte[] SecretOn(Page page)
    {
        var bits = string.Concat(page.Html.QuerySelector("strong[translate=no]")!.TextContent.Replace(" ", "", StringComparison.Ordinal)
            .Select(symbol => Convert.ToString(Base32.IndexOf(symbol, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Select(octet => Convert.ToByte(new string(octet), 2))];
    }
}
