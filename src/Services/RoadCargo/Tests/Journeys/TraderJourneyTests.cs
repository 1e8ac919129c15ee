using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.RoadCargo.Tests.Consignments;

namespace OneStop.RoadCargo.Tests.Journeys;

public sealed class TraderJourneyTests(Governments governments)
{
    private const string Path = "/api/road-cargo/consignments";

    public static TheoryData<DatabaseKind> Engines => Governments.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_consignment_is_lodged_on_the_web_one_thing_per_page(DatabaseKind kind)
    {
        var app = await governments.OnAsync(kind);
        using var shipper = await app.SignInAsync("shipper@demo.example");
        var draft = await shipper.SubmitAsync(await shipper.OpenAsync("/en/filings/new/road-cargo"));
        var filing = draft.Path.Split('?')[0];
        async Task<Page> AnswerAsync(string page, Dictionary<string, string> answers) => await shipper.SubmitAsync(await shipper.OpenAsync($"{filing}/{page}"), answers);

        var notMine = await AnswerAsync("trader", new() { ["trader-number"] = "OR-1234-5678-901" });
        await AnswerAsync("trader", new() { ["trader-number"] = "" });
        await AnswerAsync("direction", new() { ["direction-direction"] = "export" });
        var none = await AnswerAsync("packages", new() { ["packages-count"] = "0", ["packages-kind"] = "CT", ["packages-description"] = "cartons" });
        await AnswerAsync("packages", new() { ["packages-count"] = "40", ["packages-kind"] = "CT", ["packages-description"] = "cartons on pallets" });
        await AnswerAsync("articles", new() { ["articles-description"] = "silk\r\nscarves" });
        await AnswerAsync("consignor", new() { ["consignor-name"] = "Harbour Garments Limited", ["consignor-address"] = "8 Wing Lok Street\r\nHong Kong" });
        await AnswerAsync("consignee", new() { ["consignee-name"] = "深圳海港", ["consignee-address"] = "深圳" });
        var tooFar = await AnswerAsync("expected", Day(15));
        await AnswerAsync("expected", Day(3));
        var check = await shipper.OpenAsync($"{filing}/check");
        var submitted = await shipper.SubmitAsync(check, new() { ["declared"] = "yes" });
        var link = await Eventually.GetAsync(async () => (await shipper.OpenAsync(filing)).Html.QuerySelector("main a[href*='/road-cargo/consignments/']")?.GetAttribute("href"));
        var shown = await shipper.OpenAsync(link);

        Assert.Contains("You may not act for this organisation", Assert.Single(notMine.Errors).Message, StringComparison.Ordinal);
        Assert.Equal("packages-count", Assert.Single(none.Errors).Field);
        Assert.Contains("at most 14 days", Assert.Single(tooFar.Errors).Message, StringComparison.Ordinal);
        Assert.Empty(submitted.Errors);
        Assert.Contains("silk scarves", shown.Text, StringComparison.Ordinal);
        Assert.Contains("40 × Carton: cartons on pallets", shown.Text, StringComparison.Ordinal);
        Assert.Contains("on the web", shown.Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_forwarder_acts_for_the_shipper_and_the_shipper_sees_it(DatabaseKind kind)
    {
        var app = await governments.OnAsync(kind);
        using var forwarder = await app.ProgramAsync("forwarder@demo.example");
        using var shipper = await app.ProgramAsync("shipper@demo.example");
        using var driver = await app.ProgramAsync("driver@demo.example");
        var mandates = JsonDocument.Parse(await forwarder.GetStringAsync("/api/organisations?right=road-cargo:lodge")).RootElement.EnumerateArray().ToList();
        var number = mandates.Single(mandate => mandate.GetProperty("by").ValueKind == JsonValueKind.String).GetProperty("number").GetString();

        var own = await forwarder.SendAsync(HttpMethod.Post, Path, Samples.Json().ToJsonString());
        var forShipper = await forwarder.SendAsync(HttpMethod.Post, $"{Path}?trader={number}", Samples.Json().ToJsonString());
        var seen = await shipper.GetAsync($"{Path}/{forShipper.Body.GetProperty("ccrn").GetString()}");
        var forwarders = await shipper.GetAsync($"{Path}/{own.Body.GetProperty("ccrn").GetString()}");
        var drivers = await driver.SendAsync(HttpMethod.Post, Path, Samples.Json().ToJsonString());

        Assert.Equal((201, 201, 200, 404, 403), (own.Status, forShipper.Status, (int)seen.StatusCode, (int)forwarders.StatusCode, drivers.Status));
        Assert.Equal("trader.none", drivers.Body.FirstCode());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_program_lodges_with_its_organisations_key_and_no_further(DatabaseKind kind)
    {
        var app = await governments.OnAsync(kind);
        using var shipper = await app.SignInAsync("shipper@demo.example");
        var list = await shipper.OpenAsync("/en/account/organisations");
        var home = list.Html.QuerySelectorAll("main a").First(link => link.TextContent.Contains("Harbour", StringComparison.Ordinal)).GetAttribute("href")!;
        var made = await shipper.SubmitAsync(await shipper.OpenAsync(home + "/keys/new"), new() { ["name"] = $"Warehouse {kind}", ["rights"] = "road-cargo:lodge" });
        using var program = new HttpClient { BaseAddress = app.Address };
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.Html.QuerySelector("#secret")!.TextContent);

        var lodged = await program.SendAsync(HttpMethod.Post, Path, Samples.Json().ToJsonString());
        var seen = await shipper.OpenAsync($"/en/road-cargo/consignments/{lodged.Body.GetProperty("ccrn").GetString()}");
        var elsewhere = await program.SendAsync(HttpMethod.Post, $"{Path}?trader={Guid.NewGuid()}", Samples.Json().ToJsonString());
        var bundles = await program.SendAsync(HttpMethod.Post, "/api/road-cargo/bundles", "{}");

        Assert.Equal((201, 403), (lodged.Status, elsewhere.Status));
        Assert.Contains("by a program", seen.Text, StringComparison.Ordinal);
        Assert.True(bundles.Status is 403 or 404, $"{bundles.Status}");
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_demonstration_has_consignments_to_look_at(DatabaseKind kind)
    {
        var app = await governments.OnAsync(kind);
        using var shipper = await app.SignInAsync("shipper@demo.example");

        var list = await shipper.OpenAsync("/en/road-cargo/consignments");

        Assert.Equal(20, list.Html.QuerySelectorAll("main .entry").Length);
        Assert.NotNull(list.Html.QuerySelector(".govuk-pagination__next a"));
    }

    private static Dictionary<string, string> Day(int ahead)
    {
        var day = Samples.Today.AddDays(ahead);
        return new()
        {
            ["expected-on-day"] = day.Day.ToString(CultureInfo.InvariantCulture),
            ["expected-on-month"] = day.Month.ToString(CultureInfo.InvariantCulture),
            ["expected-on-year"] = day.Year.ToString(CultureInfo.InvariantCulture),
        };
    }
}
