using System.Net;
using System.Net.Http.Headers;
using System.Text;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.RoadCargo.Consignments;

namespace OneStop.RoadCargo.Tests.Consignments;

public sealed class DeskTests(CargoApps apps)
{
    public static TheoryData<DatabaseKind> Engines => CargoApps.Engines;

    private static Dictionary<string, string> Date(int ahead) => new()
    {
        ["expectedOn-day"] = Samples.Today.AddDays(ahead).Day.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["expectedOn-month"] = Samples.Today.AddDays(ahead).Month.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["expectedOn-year"] = Samples.Today.AddDays(ahead).Year.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    [Theory, MemberData(nameof(Engines))]
    public async Task A_trader_finds_amends_copies_and_cancels(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var trader = app.Browse(TradersAtWork.NewTrader());
        var ccrn = await trader.LodgedAsync();

        var list = await trader.OpenAsync("/en/road-cargo/consignments");
        var found = await trader.SubmitAsync(list, new() { ["ccrn"] = $" {ccrn[..4]} {ccrn[4..]}" }, "#find");
        var form = await trader.OpenAsync(found.Html.QuerySelector("main a[href$='/amend']")!.GetAttribute("href")!);
        var refused = await trader.SubmitAsync(form, new() { ["packages-count"] = "0", ["articles"] = "" }, "#items");
        var amended = await trader.SubmitAsync(form, new() { ["packages-count"] = "33" }, "#items");
        var stale = await trader.SubmitAsync(form, new() { ["packages-count"] = "34" }, "#items");
        var copyForm = await trader.OpenAsync($"/en/road-cargo/consignments/{ccrn}/copy");
        var withoutDay = await trader.SubmitAsync(copyForm, form: "#items");
        var copied = await trader.SubmitAsync(copyForm, Date(3), "#items");
        var copiedTwice = await trader.SubmitAsync(copyForm, Date(3), "#items");
        var cancelled = await trader.SubmitAsync(await trader.OpenAsync($"/en/road-cargo/consignments/{ccrn}/cancel"), form: "#cancel");

        Assert.Contains(ccrn, list.Text, StringComparison.Ordinal);
        Assert.EndsWith($"/road-cargo/consignments/{ccrn}", found.Path, StringComparison.Ordinal);
        Assert.Equal(["packages-count", "articles"], refused.Errors.Select(error => error.Field));
        Assert.Contains("33 × Carton", amended.Text, StringComparison.Ordinal);
        Assert.Contains("Somebody has changed this consignment", stale.Text, StringComparison.Ordinal);
        Assert.Contains("expectedOn", Assert.Single(withoutDay.Errors).Field, StringComparison.Ordinal);
        Assert.Contains("The consignment is lodged", copied.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(ccrn, copied.Heading, StringComparison.Ordinal);
        Assert.Equal(copied.Path, copiedTwice.Path);
        Assert.Contains("The consignment is cancelled", cancelled.Text, StringComparison.Ordinal);
        Assert.Null(cancelled.Html.QuerySelector("main a[href$='/amend']"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_file_from_the_page_has_a_result_to_take_away(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var trader = app.Browse(TradersAtWork.NewTrader());
        using var another = app.Browse(TradersAtWork.NewTrader());
        var template = await trader.Http.GetStringAsync("/api/road-cargo/batch-template.csv");
        var csv = template + $"export,12,CT,cartons,shirts,A,B,C,D,{Samples.Day(1)},\r\nexport,0,CT,cartons,shirts,A,B,C,D,{Samples.Day(1)},\r\n";

        var page = await trader.OpenAsync("/en/road-cargo/batch");
        var result = await SendFileAsync(trader, page, csv, "cargo.csv");
        var file = await trader.Http.GetAsync($"{result.Path}?handler=File");
        var theirs = await another.OpenAsync(result.Path);
        var nothing = await trader.SubmitAsync(page, form: "#send");
        var broken = await SendFileAsync(trader, page, "colour\nred", "x.csv");
        var earlier = await trader.OpenAsync("/en/road-cargo/batch");

        Assert.Equal("Result of cargo.csv", result.Heading);
        Assert.Contains("must be a whole number", result.Text, StringComparison.Ordinal);
        Assert.Equal(("text/csv", "cargo-result.csv"), (file.Content.Headers.ContentType!.MediaType, file.Content.Headers.ContentDisposition!.FileName));
        Assert.Contains("refused", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, theirs.Status);
        Assert.Equal("file", Assert.Single(nothing.Errors).Field);
        Assert.Contains("colour", Assert.Single(broken.Errors).Message, StringComparison.Ordinal);
        Assert.Contains("cargo.csv", earlier.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_are_for_the_trader_alone()
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var trader = app.Browse(TradersAtWork.NewTrader());
        using var another = app.Browse(TradersAtWork.NewTrader());
        using var stranger = app.Browse(Ids.New());
        var ccrn = await trader.LodgedAsync();

        foreach (var page in new[] { "", "/amend", "/copy", "/cancel" })
        {
            Assert.Equal(HttpStatusCode.OK, (await trader.OpenAsync($"/en/road-cargo/consignments/{ccrn}{page}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await another.OpenAsync($"/en/road-cargo/consignments/{ccrn}{page}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync($"/en/road-cargo/consignments/{ccrn}{page}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await trader.OpenAsync($"/en/road-cargo/consignments/nonsense{page}")).Status);
        }

        Assert.Contains("You may not lodge cargo", (await stranger.OpenAsync("/en/road-cargo/consignments")).Text, StringComparison.Ordinal);
        Assert.Contains("You may not lodge cargo", (await stranger.OpenAsync("/en/road-cargo/batch")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await trader.OpenAsync("/en/road-cargo/consignments?trader=OR-0000-0000-000")).Status);
    }

    [Theory]
    [InlineData("en", "Road cargo")]
    [InlineData("zh-Hant", "道路貨物資料")]
    [InlineData("zh-Hans", "道路货物资料")]
    public async Task Anybody_reads_what_it_is_about_in_three_languages(string language, string heading)
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var anybody = app.Browse();

        var home = await anybody.OpenAsync($"/{language}/road-cargo");

        Assert.Equal(heading, home.Heading);
        Assert.Equal(6, home.Html.QuerySelectorAll("#exemptions + ul li").Length);
        Assert.DoesNotContain("roadcargo.", home.Source, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_never_came_lapses_and_what_crossed_stays(DatabaseKind kind)
    {
        await using var app = await CargoApps.StartAsync(kind, fakeTime: true);
        using var trader = app.Browse(TradersAtWork.NewTrader());
        var (never, crossed) = (await trader.LodgedAsync(Samples.Json("kept")), await trader.LodgedAsync());
        await app.StepAsync(crossed, (steps, one) => steps.Bundle(one, Ids.New(), StepBy.Trucker));
        await app.StepAsync(crossed, (steps, one) => steps.Assessed(one, inspect: false));
        await app.StepAsync(crossed, (steps, one) => steps.Crossed(one, "LMC"));

        app.Time!.Advance(TimeSpan.FromDays(16));
        await app.RunJobAsync<ExpireConsignments>();
        var inTime = await trader.ShowAsync(never);
        app.Time.Advance(TimeSpan.FromDays(1));
        await app.RunJobAsync<ExpireConsignments>();
        app.Time.Advance(TimeSpan.FromDays(30));
        await app.RunJobAsync<ForgetMessages>();

        Assert.Equal("lodged", inTime.GetProperty("state").GetString());
        Assert.Equal(("expired", "crossed"), ((await trader.ShowAsync(never)).GetProperty("state").GetString(), (await trader.ShowAsync(crossed)).GetProperty("state").GetString()));
        Assert.Equal(422, (await trader.LodgeAsync(Samples.Json("kept"))).Status);
    }

    private static async Task<Page> SendFileAsync(Browser trader, Page page, string content, string name)
    {
        using var form = new MultipartFormDataContent();
        foreach (var hidden in page.Html.QuerySelectorAll("#send input[type=hidden]"))
        {
            form.Add(new StringContent(hidden.GetAttribute("value") ?? ""), hidden.GetAttribute("name")!);
        }

        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        form.Add(file, "file", name);
        using var answer = await trader.Http.PostAsync(page.Path, form);
        var html = await answer.Content.ReadAsStringAsync();
        return new Page(answer.StatusCode, answer.RequestMessage!.RequestUri!.PathAndQuery, new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html), html);
    }
}
