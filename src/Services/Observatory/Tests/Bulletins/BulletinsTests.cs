using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Observatory.Bulletins;
using OneStop.Observatory.Tests.Warnings;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.Observatory.Tests.Bulletins;

/// <summary>One draft of a kind is shared by all: local forecasts are written by page here, special tips by two at once, nine days by one test at a time.</summary>
public sealed class BulletinsTests(DeskApps apps)
{
    public static TheoryData<DatabaseKind> Engines => DeskApps.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_local_forecast_is_drafted_previewed_in_three_languages_and_issued_once(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var first = app.First();
        var form = await first.OpenAsync("/en/weather/desk/bulletins/local-forecast");

        var saved = await first.SubmitAsync(form, new() { ["forecast-en"] = "Half a draft." }, "#bulletin", "#save");
        var faults = await first.SubmitAsync(saved, form: "#bulletin", button: "#preview");
        var preview = await first.SubmitAsync(faults, Drafts.LocalForecast(DateTimeOffset.UtcNow).AsForm(), "#bulletin", "#preview");
        var issued = await first.SubmitAsync(preview, form: "#issue");
        var twice = await first.SubmitAsync(preview, form: "#issue");
        var next = await first.OpenAsync("/en/weather/desk/bulletins/local-forecast?from=last");
        var desk = await first.OpenAsync("/en/weather/desk");

        Assert.Contains("The draft is saved", saved.Text, StringComparison.Ordinal);
        Assert.Contains("Half a draft.", saved.Text, StringComparison.Ordinal);
        Assert.Contains(("forecast-zhHant", "Forecast, traditional Chinese: Write the traditional Chinese text."), faults.Errors);
        Assert.Contains("icons-0", faults.Errors.Select(error => error.Field));
        Assert.EndsWith("/preview", preview.Path, StringComparison.Ordinal);
        Assert.All((string[])["Fine and dry.", "天晴乾燥。", "天晴干燥。", "本文本由电脑"], words => Assert.Contains(words, preview.Text, StringComparison.Ordinal));
        Assert.Contains("By Fay First", issued.Text, StringComparison.Ordinal);
        Assert.EndsWith("?issued=before", twice.Path, StringComparison.Ordinal);
        Assert.Equal("Fine and dry.", next.Html.QuerySelector("#forecast-en")!.TextContent);
        Assert.Contains("Local forecast", desk.Text, StringComparison.Ordinal);
        Assert.Equal(1, await app.CountAsync("SELECT COUNT(*) FROM observatory_bulletins WHERE kind = 'LocalForecast'"));
        Assert.Equal(1, await app.CountAsync("SELECT COUNT(*) FROM audit_lines WHERE action = 'bulletin.issued' AND subject IN (SELECT 'bulletin/' || id FROM observatory_bulletins WHERE kind = 'LocalForecast')"
            .Replace("id FROM", kind == DatabaseKind.Sqlite ? "lower(id) FROM" : "id FROM", StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Of_two_who_write_one_draft_the_second_is_told_and_loses_nothing(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var first = app.First();
        using var second = app.Second();
        var mine = await first.OpenAsync("/en/weather/desk/bulletins/special-tips");
        var theirs = await second.OpenAsync("/en/weather/desk/bulletins/special-tips");

        await second.SubmitAsync(theirs, new() { ["tips-0-text-en"] = "Theirs." }, "#bulletin", "#save");
        var told = await first.SubmitAsync(mine, new() { ["tips-0-text-en"] = "Mine." }, "#bulletin", "#save");
        var saved = await first.SubmitAsync(told, form: "#bulletin", button: "#save");

        Assert.Contains("Another forecaster has written or issued this draft", told.Text, StringComparison.Ordinal);
        Assert.Contains("What Sam Second saved", told.Text, StringComparison.Ordinal);
        Assert.Contains("Theirs.", told.Text, StringComparison.Ordinal);
        Assert.Equal("Mine.", told.Html.QuerySelector("#tips-0-text-en")!.TextContent);
        Assert.Equal("Mine.", saved.Html.QuerySelector("#tips-0-text-en")!.TextContent);
        Assert.Contains("The draft is saved", saved.Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Nine_days_stand_on_one_page_and_every_fault_beside_its_field(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var first = app.First();
        var form = await first.OpenAsync("/en/weather/desk/bulletins/nine-day-forecast");
        var fields = Drafts.NineDays(DateTimeOffset.UtcNow).AsForm();
        (fields["days-1-minimumTemperature"], fields["days-5-maximumHumidity"], fields["days-0-date"]) = ("30", "110", "2020-01-01");

        var faults = await first.SubmitAsync(form, fields, "#bulletin", "#preview");
        var renewed = await first.SubmitAsync(faults, new() { ["days-1-minimumTemperature"] = "20", ["days-5-maximumHumidity"] = "90" }, "#bulletin", "#renew");
        (fields["days-1-minimumTemperature"], fields["days-5-maximumHumidity"], fields["days-0-date"]) = ("20", "90", renewed.Html.QuerySelector("[name=days-0-date]")!.GetAttribute("value")!);
        var preview = await first.SubmitAsync(renewed, fields, "#bulletin", "#preview");
        var issued = await first.SubmitAsync(preview, form: "#issue");

        Assert.Equal(9, form.Html.QuerySelectorAll("fieldset h2").Length - 1);
        Assert.Contains("days-1-maximumTemperature", faults.Errors.Select(error => error.Field));
        Assert.Contains("days-5-maximumHumidity", faults.Errors.Select(error => error.Field));
        Assert.Contains("begun on another day", faults.Text, StringComparison.Ordinal);
        Assert.Equal("", renewed.Html.QuerySelector("#days-0-weather-en")!.TextContent);
        Assert.Equal("Fine 1.", renewed.Html.QuerySelector("#days-1-weather-en")!.TextContent);
        Assert.Contains("天晴8。", preview.Text, StringComparison.Ordinal);
        Assert.Contains("By Fay First", issued.Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_program_issues_a_bulletin_once_for_its_id(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var first = app.First();
        var id = Ids.New();
        var document = Drafts.NineDays(DateTimeOffset.UtcNow).AsDocument(id);
        const string path = "/api/weather/bulletins/nine-day-forecast";

        var both = await Task.WhenAll(first.SendAsync(path, document), first.SendAsync(path, document));
        var other = await first.SendAsync(path, new Dictionary<string, object>(document) { ["nextIssueAt"] = CivilTime.Field(DateTimeOffset.UtcNow.AddHours(5)) });
        var got = await first.Http.GetFromJsonAsync<JsonElement>(path);

        Assert.Equal([200, 201], both.Select(answer => answer.Status).Order());
        Assert.Equal((409, "id.taken"), (other.Status, other.Body.FirstCode()));
        Assert.Equal(9, got.GetProperty("content").GetProperty("days").GetArrayLength());
        Assert.Single(await app.InScopeAsync(scope => scope.GetRequiredService<ObservatoryDb>().Bulletins.Where(bulletin => bulletin.Id == id).ToListAsync()));
    }

    [Fact]
    public async Task Bad_documents_are_problems()
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var first = app.First();
        using var nobody = app.Browse();
        var document = Drafts.LocalForecast(DateTimeOffset.UtcNow).AsDocument(Ids.New());

        var faults = await first.SendAsync("/api/weather/bulletins/local-forecast", new Dictionary<string, object>(document) { ["icons"] = new[] { 5 }, ["outlook"] = 7 });
        Assert.Equal(422, faults.Status);
        Assert.Equal(["outlook/en", "outlook/zhHant", "icons/0"], faults.Body.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("path").GetString()!));
        Assert.Equal((422, "id.missing"), await first.SendAsync("/api/weather/bulletins/special-tips", new { tips = Array.Empty<int>() }) is var answer ? (answer.Status, answer.Body.FirstCode()) : default);
        Assert.Equal(404, (await first.SendAsync("/api/weather/bulletins/weekly", document)).Status);
        Assert.Equal(404, (int)(await first.Http.GetAsync("/api/weather/bulletins/weekly")).StatusCode);
        Assert.Equal(401, (await nobody.SendAsync("/api/weather/bulletins/local-forecast", document)).Status);
        foreach (var raw in (string[])["", "null", "[1]", "\"x\"", "{", """{"id":{"id":1}}"""])
        {
            using var content = new StringContent(raw, System.Text.Encoding.UTF8, "application/json");
            Assert.InRange((int)(await first.Http.PostAsync("/api/weather/bulletins/special-tips", content)).StatusCode, 400, 499);
        }
    }

    [Theory]
    [InlineData("local-forecast")]
    [InlineData("nine-day-forecast")]
    [InlineData("special-tips")]
    public async Task Every_page_opens_for_forecasters_only_in_three_languages(string kind)
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var second = app.Second();
        using var registrar = app.Browse(Ids.New(), ["cr:registrar"]);

        foreach (var path in (string[])["", "/history", "/history?at=x"])
        {
            foreach (var language in (string[])["en", "zh-Hant", "zh-Hans"])
            {
                var page = await second.OpenAsync($"/{language}/weather/desk/bulletins/{kind}{path}");
                Assert.Equal(HttpStatusCode.OK, page.Status);
                Assert.DoesNotContain("observatory.", page.Text, StringComparison.Ordinal);
            }

            Assert.Equal(HttpStatusCode.Forbidden, (await registrar.OpenAsync($"/en/weather/desk/bulletins/{kind}{path}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await second.OpenAsync($"/en/weather/desk/bulletins/weekly{path}")).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await second.OpenAsync("/en/weather/desk/bulletins/weekly/preview")).Status);
    }
}
