using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Platform.Data;

namespace OneStop.Accounts.Tests;

public sealed class SignUpTests(Towns towns)
{
    public static TheoryData<DatabaseKind> Engines => Towns.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Somebody_signs_up_confirms_by_code_and_goes_on_to_where_they_were_bound(DatabaseKind kind)
    {
        var app = await towns.OfAsync(kind);
        var email = Citizens.NewEmail();
        using var browser = app.Browse();

        var waiting = await browser.SignUpAsync(email, query: "?returnUrl=%2Fen%2Finbox");
        Assert.Null(await app.FindPersonAsync(email));
        var code = await app.CodeFromMailAsync(email);
        var inside = await browser.SubmitAsync(waiting, new() { ["code"] = $" {code[..3]} {code[3..]}" });

        Assert.Equal("/en/inbox", inside.Path);
        Assert.Contains("Welcome to OneStop", inside.Text, StringComparison.Ordinal);
        var person = await app.FindPersonAsync(email.ToUpperInvariant());
        Assert.Equal(("Amy Chan", email), (person!.Name, person.Email));
        Assert.Equal(["account.opened", "account.signed-in"], await app.AuditedAsync(person.Id));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_link_works_in_the_browser_that_asked_and_asks_for_the_password_in_another(DatabaseKind kind)
    {
        var app = await towns.OfAsync(kind);
        var (first, second) = (Citizens.NewEmail(), Citizens.NewEmail());
        using var hers = app.Browse();
        using var another = app.Browse();
        await hers.SignUpAsync(first);
        var sameBrowser = await hers.SubmitAsync(await hers.OpenAsync(Citizens.LinkIn(await app.MailAsync(first, "OneStop code"))));
        Assert.Equal("/en/account", sameBrowser.Path);

        using var asked = app.Browse();
        await asked.SignUpAsync(second);
        var link = Citizens.LinkIn(await app.MailAsync(second, "OneStop code"));
        var wrong = await another.SubmitAsync(await another.OpenAsync(link), new() { ["password"] = "not what was chosen" });
        Assert.Equal("password", Assert.Single(wrong.Errors).Field);
        var right = await another.SubmitAsync(wrong, new() { ["password"] = Citizens.Password });
        var again = await another.OpenAsync(link);

        Assert.Equal("/en/account", right.Path);
        Assert.Contains("no longer works", again.Heading, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Whether_an_address_has_an_account_is_told_to_the_address_alone(DatabaseKind kind)
    {
        var app = await towns.OfAsync(kind);
        var known = await app.CitizenAsync();
        var unknown = Citizens.NewEmail();
        using var one = app.Browse();
        using var other = app.Browse();

        var forKnown = await one.SignUpAsync(known.Email);
        var forUnknown = await other.SignUpAsync(unknown);

        Assert.Equal((forUnknown.Status, forUnknown.Path), (forKnown.Status, forKnown.Path));
        Assert.Equal(Plain(forUnknown, unknown), Plain(forKnown, known.Email));
        Assert.Contains("It has one already", await app.MailAsync(known.Email, "already have"), StringComparison.Ordinal);
        Assert.Equal(Plain(await other.SubmitAsync(forUnknown, new() { ["code"] = "000000" }), unknown), Plain(await one.SubmitAsync(forKnown, new() { ["code"] = "000000" }), known.Email));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Five_wrong_codes_end_a_code(DatabaseKind kind)
    {
        var app = await towns.OfAsync(kind);
        var email = Citizens.NewEmail();
        using var browser = app.Browse();
        var page = await browser.SignUpAsync(email);
        var code = await app.CodeFromMailAsync(email);

        for (var i = 0; i < 5; i++)
        {
            page = await browser.SubmitAsync(page, new() { ["code"] = code == "111111" ? "222222" : "111111" });
            Assert.Equal("code", Assert.Single(page.Errors).Field);
        }

        Assert.NotEmpty((await browser.SubmitAsync(page, new() { ["code"] = code })).Errors);
        Assert.Null(await app.FindPersonAsync(email));
    }

    [Fact]
    public async Task A_code_is_too_old_after_a_day_and_used_after_once()
    {
        await using var app = await Towns.StartAsync(DatabaseKind.Sqlite, fakeTime: true);
        var (late, twice) = (Citizens.NewEmail(), Citizens.NewEmail());
        using var browser = app.Browse();
        using var other = app.Browse();

        var page = await browser.SignUpAsync(late);
        var code = await app.CodeFromMailAsync(late);
        app.Time!.Advance(TimeSpan.FromHours(24.1));
        var tooOld = await browser.SubmitAsync(page, new() { ["code"] = code });
        var second = await other.SignUpAsync(twice);
        var used = await app.CodeFromMailAsync(twice);
        await other.SubmitAsync(second, new() { ["code"] = used });

        Assert.NotEmpty(tooOld.Errors);
        Assert.Null(await app.FindPersonAsync(late));
        Assert.NotNull(await app.FindPersonAsync(twice));
        using var third = app.Browse();
        var start = await third.SignUpAsync(twice);
        Assert.NotEmpty((await third.SubmitAsync(start, new() { ["code"] = used })).Errors);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_address_gets_at_most_five_codes_an_hour(DatabaseKind kind)
    {
        var app = await towns.OfAsync(kind);
        var email = Citizens.NewEmail();
        using var browser = app.Browse();

        for (var i = 0; i < 7; i++)
        {
            Assert.Equal("/en/sign-up/confirm", (await browser.SignUpAsync(email)).Path);
        }

        await Eventually.TrueAsync(async () => await app.MailCountAsync(email) == 5);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Two_confirmations_at_the_same_instant_make_one_account(DatabaseKind kind)
    {
        var app = await towns.OfAsync(kind);
        var email = Citizens.NewEmail();
        using var browser = app.Browse();
        var page = await browser.SignUpAsync(email);
        var code = await app.CodeFromMailAsync(email);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => browser.SubmitAsync(page, new() { ["code"] = code })));

        Assert.DoesNotContain(answers, answer => answer.Status == HttpStatusCode.InternalServerError);
        Assert.Equal(1, await app.InScopeAsync(async scope =>
            await scope.GetRequiredService<AccountsDb>().Accounts.CountAsync(account => account.EmailHash == People.EmailAddress.Parse(email)!.Hash(scope.GetRequiredService<Platform.Secrets.FieldCipher>()))));
    }

    [Theory]
    [InlineData("", "a@b.hk", Citizens.Password, "name")]
    [InlineData("😀😀", "a@b.hk", Citizens.Password, "name")]
    [InlineData("Amy", "nonsense", Citizens.Password, "email")]
    [InlineData("Amy", "", Citizens.Password, "email")]
    [InlineData("Amy", "a@b.hk", "short", "password")]
    [InlineData("Amy", "a@b.hk", "password12345", "password")]
    public async Task What_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(string name, string email, string password, string field)
    {
        var app = await towns.OfAsync(DatabaseKind.Sqlite);
        using var browser = app.Browse();

        var page = await browser.SignUpAsync(email, password, name);

        var error = Assert.Single(page.Errors);
        Assert.Equal(field, error.Field);
        Assert.Equal(name, page.Html.QuerySelector("#name")?.GetAttribute("value") ?? "");
        Assert.Equal(email, page.Html.QuerySelector("#email")?.GetAttribute("value") ?? "");
        Assert.Null(page.Html.QuerySelector("#password")?.GetAttribute("value"));
    }

    [Fact]
    public async Task A_dead_link_says_so()
    {
        var app = await towns.OfAsync(DatabaseKind.Sqlite);
        using var browser = app.Browse();

        foreach (var query in new[] { "?proof=nonsense&token=x", $"?proof={Guid.CreateVersion7()}&token=x", "" })
        {
            var page = await browser.OpenAsync("/en/sign-up/confirm" + query);

            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Contains("no longer works", page.Heading, StringComparison.Ordinal);
        }
    }

    private static string Plain(Page page, string email) =>
        System.Text.RegularExpressions.Regex.Replace(page.Html.QuerySelector("main")!.OuterHtml.Replace(email, "", StringComparison.OrdinalIgnoreCase), "value=\"CfDJ[^\"]+\"", "");
}
