using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.Observatory.Tests.Warnings;

/// <summary>Kinds: WRAIN, WTS, WCOLD, WMSGNL.</summary>
public sealed class DeskPagesTests(DeskApps apps)
{
    public static TheoryData<DatabaseKind> Engines => DeskApps.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_red_rainstorm_goes_from_one_forecasters_draft_through_the_seconds_hands_to_the_public(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var first = app.First();
        using var second = app.Second();

        var write = await first.SubmitAsync(await first.OpenAsync("/en/weather/desk/warnings/new?kind=WRAIN"), new() { ["step"] = "issue:wrainr" }, "#choose");
        var preview = await first.SubmitAsync(write, new() { ["english"] = "Red at {time}.", ["traditional"] = "{time}發出紅色暴雨警告。" }, "#write");
        var waiting = await first.SubmitAsync(preview, form: "#act", button: "#submit");
        var ownRelease = await first.SubmitAsync(waiting.Asking("Release"), form: "#act");
        var desk = await second.OpenAsync("/en/weather/desk");
        var returned = await second.SubmitAsync(await second.OpenAsync(preview.Path), new() { ["words"] = "Say where." }, "#send-back");
        var seenByFirst = await first.OpenAsync($"{preview.Path}/edit");
        await first.SubmitAsync(seenByFirst, new() { ["english"] = "Red at {time} everywhere." }, "#write");
        await first.SubmitAsync(await first.OpenAsync(preview.Path), form: "#act", button: "#submit");
        var released = await second.SubmitAsync(await second.OpenAsync(preview.Path), form: "#act", button: "#release");
        var chain = await second.OpenAsync(released.Html.QuerySelector("main a[href*='/chains/']")!.GetAttribute("href")!);

        Assert.EndsWith("/edit", write.Path, StringComparison.Ordinal);
        Assert.Contains("Red at ", preview.Text, StringComparison.Ordinal);
        Assert.Contains("发出红色暴雨警告", preview.Text, StringComparison.Ordinal);
        Assert.Contains("Awaits a second", waiting.Text, StringComparison.Ordinal);
        Assert.Contains("another forecaster must release it", ownRelease.Text, StringComparison.Ordinal);
        Assert.Contains("Waits for you", desk.Text, StringComparison.Ordinal);
        Assert.Contains("Draft", returned.Text, StringComparison.Ordinal);
        Assert.Contains("Say where.", seenByFirst.Text, StringComparison.Ordinal);
        Assert.Contains("Released by Sam Second", released.Text, StringComparison.Ordinal);
        Assert.Equal("WRAINR", Assert.Single(await app.InForceAsync("WRAIN")));
        Assert.Contains("Proposed by Fay First", chain.Text, StringComparison.Ordinal);
        Assert.Contains("everywhere.", chain.Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_thunderstorm_warning_is_issued_and_extended_by_one(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var first = app.First();
        var now = DateTimeOffset.UtcNow;

        var write = await first.SubmitAsync(await first.OpenAsync("/en/weather/desk/warnings/new?kind=WTS"), new() { ["step"] = "issue:wts" }, "#choose");
        var without = await first.SubmitAsync(write, form: "#write");
        var refused = await first.SubmitAsync(without, form: "#act", button: "#release");
        var nonsense = await first.SubmitAsync(write, new() { ["expires"] = "tomorrow", ["english"] = "Kept." }, "#write");
        var again = await first.OpenAsync(write.Path);
        var complete = await first.SubmitAsync(again, new() { ["expires"] = CivilTime.Field(now.AddHours(1)) }, "#write");
        var released = await first.SubmitAsync(complete, form: "#act", button: "#release");
        var choices = await first.OpenAsync("/en/weather/desk/warnings/new?kind=WTS");
        var extend = await first.SubmitAsync(choices, new() { ["step"] = "extend:wts" }, "#choose");
        var extended = await first.SubmitAsync(await first.SubmitAsync(extend, new() { ["expires"] = CivilTime.Field(now.AddHours(3)) }, "#write"), form: "#act", button: "#release");

        Assert.Contains("enter until when it is valid", without.Text, StringComparison.Ordinal);
        Assert.Contains("There is a problem", refused.Text, StringComparison.Ordinal);
        Assert.Equal("expires", Assert.Single(nonsense.Errors).Field);
        Assert.Contains("Kept.", nonsense.Html.QuerySelector("#english")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Released", released.Text, StringComparison.Ordinal);
        Assert.Equal(3, choices.Html.QuerySelectorAll("input[type=radio]").Length);
        Assert.Contains("Released", extended.Text, StringComparison.Ordinal);
        Assert.Equal(2, (await app.InScopeAsync(scope => scope.GetRequiredService<ObservatoryDb>().Warnings.Where(step => step.Kind == "WTS").ToListAsync())).Count);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Of_two_who_edit_one_proposal_the_second_is_told_and_loses_nothing(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var first = app.First();
        using var second = app.Second();
        var mine = await first.SubmitAsync(await first.OpenAsync("/en/weather/desk/warnings/new?kind=WCOLD"), new() { ["step"] = "issue:wcold" }, "#choose");
        var theirs = await second.OpenAsync(mine.Path);

        await second.SubmitAsync(theirs, new() { ["english"] = "Theirs." }, "#write");
        var told = await first.SubmitAsync(mine, new() { ["english"] = "Mine." }, "#write");
        var after = await first.SubmitAsync(told, form: "#write");

        Assert.Contains("Another forecaster has changed this", told.Text, StringComparison.Ordinal);
        Assert.Contains("Theirs.", told.Text, StringComparison.Ordinal);
        Assert.Contains("Sam Second", told.Text, StringComparison.Ordinal);
        Assert.Equal("Mine.", told.Html.QuerySelector("#english")!.TextContent);
        Assert.Contains("Mine.", after.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/edit", after.Path, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_withdrawn_proposal_stays_on_record_and_cannot_be_taken_up_again(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var first = app.First();
        using var second = app.Second();
        var preview = await first.SubmitAsync(await first.SubmitAsync(await first.OpenAsync("/en/weather/desk/warnings/new?kind=WMSGNL"), new() { ["step"] = "issue:wmsgnl" }, "#choose"), form: "#write");
        var id = Guid.Parse(preview.Path.Split('/')[^1]);
        var seen = await second.OpenAsync(preview.Path);

        var withdrawn = await first.SubmitAsync(preview, form: "#act", button: "#withdraw");
        var late = await second.SubmitAsync(seen, form: "#act", button: "#release");

        Assert.Contains("Withdrawn by Fay First", withdrawn.Text, StringComparison.Ordinal);
        Assert.Contains("It was withdrawn", late.Text, StringComparison.Ordinal);
        Assert.Equal(preview.Path, (await first.OpenAsync($"{preview.Path}/edit")).Path);
        Assert.Equal(1, await app.TimesAuditedAsync(id, "warning.withdrawn"));
        Assert.Empty(await app.InForceAsync("WMSGNL"));
    }

    [Theory]
    [InlineData("/weather/desk")]
    [InlineData("/weather/desk/warnings/new?kind=WTS")]
    [InlineData("/weather/desk/chains")]
    [InlineData("/weather/desk/chains?at=99999999999")]
    public async Task The_desk_opens_for_forecasters_only_in_three_languages(string path)
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var first = app.First();
        using var registrar = app.Browse(Ids.New(), ["cr:registrar"]);
        using var nobody = app.Browse();

        foreach (var language in (string[])["en", "zh-Hant", "zh-Hans"])
        {
            var page = await first.OpenAsync($"/{language}{path}");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.DoesNotContain("observatory.", page.Text, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await registrar.OpenAsync($"/en{path}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.OpenAsync($"/en{path}")).Status);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var first = app.First();

        foreach (var path in (string[])[$"warnings/{Ids.New()}", $"warnings/{Ids.New()}/edit", $"chains/{Ids.New()}", "warnings/new", "warnings/new?kind=NONE", "warnings/x", "chains/x"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await first.OpenAsync($"/en/weather/desk/{path}")).Status);
        }
    }

    [Fact]
    public async Task A_step_must_be_chosen()
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var first = app.First();

        var page = await first.SubmitAsync(await first.OpenAsync("/en/weather/desk/warnings/new?kind=WFROST"), new() { ["step"] = "cancel:wfrost" }, "#choose");

        Assert.Equal(("step", "Choose the step."), Assert.Single(page.Errors));
    }
}
