using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Accounts.Sessions;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Modules;

namespace OneStop.Accounts.Tests;

public sealed class SessionTests(Towns towns)
{
    public static TheoryData<DatabaseKind> Engines => Towns.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task One_device_is_signed_out_from_another_and_all_others_at_once(DatabaseKind kind)
    {
        var app = await towns.OfAsync(kind);
        var amy = await app.CitizenAsync();
        using var here = app.Browse();
        using var there = app.Browse();
        using var program = await app.ProgramAsync(amy);
        await here.SignInAsync(amy);
        await there.SignInAsync(amy);

        var list = await here.OpenAsync("/en/account/sessions");
        await here.SubmitAsync(list, form: "form[action*=End]");
        var one = new[] { (await there.OpenAsync("/en/account")).Path == "/en/account", (await program.GetAsync("/api/me")).IsSuccessStatusCode };
        await here.SubmitAsync(await here.OpenAsync("/en/account/sessions"), form: "main form:not([action*=End])");

        Assert.Equal(3, list.Html.QuerySelectorAll(".govuk-summary-card").Length);
        Assert.Single(one, still => still);
        Assert.StartsWith("/en/sign-in", (await there.OpenAsync("/en/account")).Path, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/me")).StatusCode);
        Assert.Equal("/en/account", (await here.OpenAsync("/en/account")).Path);
    }

    [Fact]
    public async Task Nobody_ends_anothers_session()
    {
        var app = await towns.OfAsync(DatabaseKind.Sqlite);
        var (amy, ben) = (await app.CitizenAsync(), await app.CitizenAsync());
        using var hers = app.Browse();
        using var his = app.Browse();
        await hers.SignInAsync(amy);
        await his.SignInAsync(ben);
        var session = await app.InScopeAsync(scope => scope.GetRequiredService<AccountsDb>().Sessions.Where(session => session.AccountId == amy.Id).Select(session => session.Id).SingleAsync());

        await app.InScopeAsync(scope => scope.GetRequiredService<EndSession>().RunAsync(ben.Id, session, default));

        Assert.Equal("/en/account", (await hers.OpenAsync("/en/account")).Path);
    }

    [Fact]
    public async Task A_session_ends_by_itself_after_twelve_hours_and_is_forgotten_later()
    {
        await using var app = await Towns.StartAsync(DatabaseKind.Sqlite, fakeTime: true);
        var amy = await app.CitizenAsync();
        using var browser = app.Browse();
        await browser.SignInAsync(amy);
        for (var hour = 0; hour < 10; hour += 2)
        {
            app.Time!.Advance(TimeSpan.FromHours(1.9));
            Assert.Equal("/en/account", (await browser.OpenAsync("/en/account")).Path);
        }

        app.Time!.Advance(TimeSpan.FromHours(2.6));
        var after = await browser.OpenAsync("/en/account");
        app.Time!.Advance(TimeSpan.FromDays(31));
        await app.RunJobAsync<ForgetSessions>();

        Assert.StartsWith("/en/sign-in", after.Path, StringComparison.Ordinal);
        Assert.Equal(0, await app.InScopeAsync(scope => scope.GetRequiredService<AccountsDb>().Sessions.CountAsync()));
    }

    [Fact]
    public async Task An_idle_browser_is_signed_out_after_two_hours()
    {
        await using var app = await Towns.StartAsync(DatabaseKind.Sqlite, fakeTime: true);
        var amy = await app.CitizenAsync();
        using var browser = app.Browse();
        await browser.SignInAsync(amy);

        app.Time!.Advance(TimeSpan.FromHours(2.1));

        Assert.StartsWith("/en/sign-in", (await browser.OpenAsync("/en/account")).Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36", "Chrome, Linux")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1", "Safari, iPhone")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Windows")]
    [InlineData("curl/8.0", "")]
    [InlineData(null, "")]
    public void A_device_is_told_by_two_words(string? userAgent, string expected) => Assert.Equal(expected, Device.Describe(userAgent));

    [Theory, MemberData(nameof(Engines))]
    public async Task The_demonstrations_people_are_there_and_only_once(DatabaseKind kind)
    {
        await using var app = await Towns.StartAsync(kind, new() { ["Demo"] = "true", ["Accounts:OfficersNeedSecondFactor"] = "false" });
        await app.InScopeAsync(async scope =>
        {
            foreach (var demo in scope.GetServices<IDemoData>())
            {
                await demo.FillAsync(default);
            }
        });
        using var browser = app.Browse();

        foreach (var (email, role) in AccountsModule.DemoAccounts)
        {
            var account = await browser.SignInAsync(new Citizen(default, email, AccountsModule.DemoPassword));
            Assert.Equal("/en/account", account.Path);
            Assert.Equal(role.Contains(':', StringComparison.Ordinal), account.Text.Contains(role, StringComparison.Ordinal));
            await browser.SubmitAsync(await browser.OpenAsync("/en/sign-out"));
        }
    }
}
