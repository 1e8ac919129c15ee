using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;
using OneStop.Usage.Contracts;

namespace OneStop.Usage.Tests;

public sealed class FiguresTests
{
    private static readonly int Year = HongKong.Today(TimeProvider.System).Year;

    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    [Theory, MemberData(nameof(Engines))]
    public async Task Informational_and_transactional_uses_stand_apart_with_what_is_small_kept_back(DatabaseKind kind)
    {
        await using var app = await UsageApp.StartAsync(kind);
        app.Count(UsageApp.Weather, UsageStep.View, 1234);
        app.Count(UsageApp.Licence, UsageStep.Start, 40);
        app.Count(UsageApp.Licence, UsageStep.Complete, 30);
        app.Count(UsageApp.Permit, UsageStep.Start, 12);
        app.Count(UsageApp.Permit, UsageStep.Complete, 4);
        await app.FlushAsync();

        using var anybody = app.Browse();
        var page = await anybody.OpenAsync("/en/usage");
        var tables = page.Html.QuerySelectorAll("table");
        var services = tables[3].QuerySelectorAll("tbody tr").Select(row => string.Join('|', row.Children.Select(cell => cell.TextContent.Trim()))).ToList();

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("1,234", tables[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("services.licence.title|0|40|not shown|0|–", services);
        Assert.Contains("services.permit.title|0|12|<10|0|–", services);
        Assert.Equal(2, page.Html.QuerySelectorAll("main svg[role=img] title").Length);
        Assert.Contains("Dial-a-Weather", tables[4].TextContent, StringComparison.Ordinal);
        Assert.Equal(14, tables[4].QuerySelectorAll("tbody tr").Length);
        Assert.Empty(page.Html.QuerySelectorAll("[style], script:not([src]), style"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_share_completed_shows_where_both_figures_do(DatabaseKind kind)
    {
        await using var app = await UsageApp.StartAsync(kind);
        app.Count(UsageApp.Licence, UsageStep.Start, 40);
        app.Count(UsageApp.Licence, UsageStep.Complete, 30);
        await app.FlushAsync();

        using var anybody = app.Browse();
        var page = await anybody.OpenAsync("/zh-Hant/usage");

        Assert.Contains("75 %", page.Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Programs_read_the_same_as_JSON_and_CSV(DatabaseKind kind)
    {
        await using var app = await UsageApp.StartAsync(kind);
        app.Count(UsageApp.Weather, UsageStep.View, 25, UsageChannel.Api);
        app.Count(UsageApp.Permit, UsageStep.Complete, 3);
        await app.FlushAsync();
        using var anybody = app.Browse();

        var json = await anybody.Http.GetFromJsonAsync<JsonObject>($"/api/usage.json?year={Year}");
        var csv = await anybody.Http.GetAsync("/api/usage.csv");
        var lines = (await csv.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        var rows = json!["rows"]!.AsArray().Select(row => row!.AsObject()).ToList();
        Assert.Contains(rows, row => row is { } && (string?)row["service"] == "weather" && (string?)row["month"] == "all" && (long?)row["count"] == 25 && (string?)row["kind"] == "informational");
        Assert.Contains(rows, row => (string?)row["service"] == "permit" && (string?)row["step"] == "complete" && (string?)row["month"] == "all" && row["count"] is null && (string?)row["note"] == "<10");
        Assert.Equal("text/csv", csv.Content.Headers.ContentType?.MediaType);
        Assert.Equal("month,service,name,kind,step,count,note", lines[0]);
        Assert.Equal(rows.Count, lines.Length - 1);
        Assert.Contains("all,weather,services.weather.title,informational,view,25,", lines);
        Assert.Contains("all,permit,services.permit.title,transactional,complete,,<10", lines);
    }

    [Theory]
    [InlineData("/api/usage.json?year=1999", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/api/usage.csv?year=9999", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/api/usage.json?year=-1", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/api/usage.csv?year=x", HttpStatusCode.BadRequest)]
    [InlineData("/api/usage.json?year=99999999999", HttpStatusCode.BadRequest)]
    [InlineData("/en/usage?year=1999", HttpStatusCode.NotFound)]
    [InlineData("/en/usage?year=x", HttpStatusCode.NotFound)]
    public async Task A_year_without_figures_is_refused(string path, HttpStatusCode expected)
    {
        await using var app = await UsageApp.StartAsync(DatabaseKind.Sqlite);

        var answer = await app.Browse().Http.GetAsync(path);

        Assert.Equal(expected, answer.StatusCode);
        if (expected == HttpStatusCode.UnprocessableEntity)
        {
            Assert.Contains(Year.ToString(CultureInfo.InvariantCulture), await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Earlier_years_have_their_own_page()
    {
        await using var app = await UsageApp.StartAsync(DatabaseKind.Sqlite, fakeTime: true);
        app.Count(UsageApp.Weather, UsageStep.View, 77);
        await app.FlushAsync();
        app.Time!.Advance(TimeSpan.FromDays(400));
        using var anybody = app.Browse();

        var now = await anybody.OpenAsync("/en/usage");
        var then = await anybody.OpenAsync($"/en/usage?year={Year}");

        Assert.DoesNotContain("77", now.Html.QuerySelectorAll("table")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("77", then.Html.QuerySelectorAll("table")[0].TextContent, StringComparison.Ordinal);
        Assert.Empty(now.Html.QuerySelectorAll("main svg"));
        Assert.Single(then.Html.QuerySelectorAll("main svg"));
        Assert.NotNull(now.Html.QuerySelector($"a[href='/en/usage?year={Year}']"));
    }
}
