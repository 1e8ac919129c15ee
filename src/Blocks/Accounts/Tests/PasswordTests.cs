using System.Net;
using OneStop.Kit;
using OneStop.Platform.Data;

namespace OneStop.Accounts.Tests;

public sealed class PasswordTests(Towns towns)
{
    private const string NewPassword = "another set of words";

    public static TheoryData<DatabaseKind> Engines => Towns.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_forgotten_password_is_replaced_once_and_every_session_ends(DatabaseKind kind)
    {
        var app = await towns.OfAsync(kind);
        var amy = await app.CitizenAsync();
        using var browser = app.Browse();
        using var elsewhere = app.Browse();
        await elsewhere.SignInAsync(amy);

        var sent = await browser.SubmitAsync(await browser.OpenAsync("/en/forgotten-password"), new() { ["email"] = amy.Email });
        var link = Citizens.LinkIn(await app.MailAsync(amy.Email, "Choose a new"));
        var weak = await browser.SubmitAsync(await browser.OpenAsync(link), new() { ["password"] = "weak" });
        var set = await browser.SubmitAsync(weak, new() { ["password"] = NewPassword });
        var again = await browser.OpenAsync(link);

        Assert.Contains("Check your e-mail", sent.Heading, StringComparison.Ordinal);
        Assert.Equal("password", Assert.Single(weak.Errors).Field);
        Assert.Contains("Your new password is set", set.Text, StringComparison.Ordinal);
        Assert.Contains("no longer works", again.Heading, StringComparison.Ordinal);
        Assert.StartsWith("/en/sign-in", (await elsewhere.OpenAsync("/en/account")).Path, StringComparison.Ordinal);
        Assert.NotEmpty((await browser.SignInAsync(amy)).Errors);
        Assert.Equal("/en/account", (await browser.SignInAsync(amy, NewPassword)).Path);
        Assert.Contains("was changed", await app.MailAsync(amy.Email, "password was changed"), StringComparison.Ordinal);
        Assert.Contains("account.password-reset", await app.AuditedAsync(amy.Id));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Asking_for_an_unknown_address_looks_the_same_and_sends_nothing(DatabaseKind kind)
    {
        var app = await towns.OfAsync(kind);
        var amy = await app.CitizenAsync();
        var nobody = Citizens.NewEmail();
        using var browser = app.Browse();

        var known = await browser.SubmitAsync(await browser.OpenAsync("/en/forgotten-password"), new() { ["email"] = amy.Email });
        var unknown = await browser.SubmitAsync(await browser.OpenAsync("/en/forgotten-password"), new() { ["email"] = nobody });
        await app.MailAsync(amy.Email, "Choose a new");

        Assert.Equal((known.Status, known.Path, known.Text), (unknown.Status, unknown.Path, unknown.Text));
        Assert.Equal(0, await app.MailCountAsync(nobody));
    }

    [Fact]
    public async Task A_reset_unlocks_and_a_link_is_dead_after_an_hour()
    {
        await using var app = await Towns.StartAsync(DatabaseKind.Sqlite, fakeTime: true);
        var amy = await app.CitizenAsync();
        using var browser = app.Browse();
        for (var i = 0; i < 5; i++)
        {
            await browser.SignInAsync(amy, "wrong wrong wrong");
        }

        await browser.SubmitAsync(await browser.OpenAsync("/en/forgotten-password"), new() { ["email"] = amy.Email });
        var old = Citizens.LinkIn(await app.MailAsync(amy.Email, "Choose a new"));
        await browser.SubmitAsync(await browser.OpenAsync(old), new() { ["password"] = NewPassword });
        var unlocked = await browser.SignInAsync(amy, NewPassword);
        using var other = app.Browse();
        await other.SubmitAsync(await other.OpenAsync("/en/forgotten-password"), new() { ["email"] = amy.Email });
        var link = await Eventually.GetAsync(async () => Citizens.LinkIn(await app.MailAsync(amy.Email, "Choose a new")) is var newest && newest != old ? newest : null);
        var open = await other.OpenAsync(link);
        app.Time!.Advance(TimeSpan.FromHours(1.1));

        Assert.Equal("/en/account", unlocked.Path);
        Assert.Contains("Choose a new password", open.Heading, StringComparison.Ordinal);
        Assert.Contains("no longer works", (await other.OpenAsync(link)).Heading, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Changing_the_password_keeps_this_session_and_ends_the_others(DatabaseKind kind)
    {
        var app = await towns.OfAsync(kind);
        var amy = await app.CitizenAsync();
        using var here = app.Browse();
        using var there = app.Browse();
        using var program = await app.ProgramAsync(amy);
        await here.SignInAsync(amy);
        await there.SignInAsync(amy);

        var changed = await here.SubmitAsync(await here.OpenAsync("/en/account/password"), new() { ["password"] = NewPassword });

        Assert.Contains("Your password is changed", changed.Text, StringComparison.Ordinal);
        Assert.StartsWith("/en/sign-in", (await there.OpenAsync("/en/account")).Path, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task What_matters_asks_for_the_password_again_after_a_quarter_of_an_hour()
    {
        await using var app = await Towns.StartAsync(DatabaseKind.Sqlite, fakeTime: true);
        var amy = await app.CitizenAsync();
        using var browser = app.Browse();
        await browser.SignInAsync(amy);
        app.Time!.Advance(TimeSpan.FromMinutes(16));

        var asked = await browser.OpenAsync("/en/account/password");
        var wrong = await browser.SubmitAsync(asked, new() { ["password"] = "wrong wrong wrong" });
        var right = await browser.SubmitAsync(wrong, new() { ["password"] = amy.Password });

        Assert.StartsWith("/en/account/confirm-password", asked.Path, StringComparison.Ordinal);
        Assert.Equal("password", Assert.Single(wrong.Errors).Field);
        Assert.Equal("/en/account/password", right.Path);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_new_address_counts_once_it_is_proved_and_the_old_one_is_told(DatabaseKind kind)
    {
        var app = await towns.OfAsync(kind);
        var amy = await app.CitizenAsync();
        var email = Citizens.NewEmail();
        using var browser = app.Browse();
        await browser.SignInAsync(amy);

        var confirm = await browser.SubmitAsync(await browser.OpenAsync("/en/account/email"), new() { ["email"] = email });
        var wrong = await browser.SubmitAsync(confirm, new() { ["code"] = "12" });
        var done = await browser.SubmitAsync(wrong, new() { ["code"] = await app.CodeFromMailAsync(email) });

        Assert.Equal("code", Assert.Single(wrong.Errors).Field);
        Assert.Contains(email, done.Text, StringComparison.Ordinal);
        Assert.Equal(amy.Id, (await app.FindPersonAsync(email))?.Id);
        Assert.Null(await app.FindPersonAsync(amy.Email));
        Assert.Contains("another", await app.MailAsync(amy.Email, "address was changed"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_takes_an_address_that_has_an_account()
    {
        var app = await towns.OfAsync(DatabaseKind.Sqlite);
        var (amy, ben) = (await app.CitizenAsync(), await app.CitizenAsync());
        using var browser = app.Browse();
        await browser.SignInAsync(amy);

        var confirm = await browser.SubmitAsync(await browser.OpenAsync("/en/account/email"), new() { ["email"] = ben.Email });

        Assert.Equal("/en/account/email/confirm", confirm.Path);
        Assert.NotEmpty((await browser.SubmitAsync(confirm, new() { ["code"] = "123456" })).Errors);
        Assert.Equal(ben.Id, (await app.FindPersonAsync(ben.Email))?.Id);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Details_are_changed_and_checked(DatabaseKind kind)
    {
        var app = await towns.OfAsync(kind);
        var amy = await app.CitizenAsync();
        using var browser = app.Browse();
        await browser.SignInAsync(amy);

        var wrong = await browser.SubmitAsync(await browser.OpenAsync("/en/account/details"), new() { ["name"] = " ", ["language"] = "fr" });
        var done = await browser.SubmitAsync(await browser.OpenAsync("/en/account/details"), new() { ["name"] = "陳大文 <b>", ["language"] = "zh-Hant" });

        Assert.Equal(2, wrong.Errors.Count);
        Assert.Contains("陳大文 <b>", done.Text, StringComparison.Ordinal);
        var person = await app.FindPersonAsync(amy.Email);
        Assert.Equal(("陳大文 <b>", "zh-Hant"), (person!.Name, person.Language.Code));
    }
}
