using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.RoadCargo.Consignments;

namespace OneStop.RoadCargo.Tests.Bundles;

public sealed class BundlesTests(BorderApps apps) : IClassFixture<BorderApps>
{
    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    [Theory, MemberData(nameof(Engines))]
    public async Task A_truck_may_cross_half_an_hour_after_its_load_is_told(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var (shipper, other) = (TradersAtWork.NewTrader(), TradersAtWork.NewTrader());
        string[] ccrns = [await app.LodgeAsync(shipper), await app.LodgeAsync(other)];
        var plate = BorderWork.NewPlate();

        var (status, bundle) = await app.BundleAsync(BorderWork.NewTrucker(), $" {plate[..2].ToLowerInvariant()} {plate[2..]}", ccrns);

        Assert.Equal(201, status);
        var earliest = bundle.GetProperty("earliestCrossing").GetDateTimeOffset();
        Assert.InRange(earliest - app.Time!.GetUtcNow(), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(31));
        Assert.Equal((0, plate, "wait", "outbound"), (earliest.Second, bundle.Text("plate"), bundle.Text("instruction"), bundle.Text("bound")));
        var seen = await app.SeenByAsync(shipper, ccrns[0]);
        Assert.Equal(["bundle", "clear"], seen.GetProperty("history").EnumerateArray().Select(step => step.Text("act")));
        Assert.DoesNotContain(ccrns[1], seen.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(plate, seen.GetRawText(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_same_load_told_again_has_the_same_answer(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var (trucker, plate, ccrn) = (BorderWork.NewTrucker(), BorderWork.NewPlate(), await app.LodgeAsync(TradersAtWork.NewTrader()));

        var first = await app.BundleAsync(trucker, plate, [ccrn]);
        var again = await app.BundleAsync(trucker, plate, [ccrn, ccrn]);

        Assert.Equal((201, 200, first.Body.Text("id")), (first.Status, again.Status, again.Body.Text("id")));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Of_many_who_want_one_consignment_at_once_one_gets_it(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var ccrn = await app.LodgeAsync(TradersAtWork.NewTrader());

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.BundleAsync(BorderWork.NewTrucker(), BorderWork.NewPlate(), [ccrn])));

        Assert.Single(answers, answer => answer.Status == 201);
        Assert.All(answers.Where(answer => answer.Status != 201), answer => Assert.Equal([("ccrns/0", "ccrn.bundled")], answer.Body.Problems()));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_load_is_put_otherwise_in_one_step_and_keeps_its_time_only_where_nothing_is_new(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var (shipper, trucker, plate) = (TradersAtWork.NewTrader(), BorderWork.NewTrucker(), BorderWork.NewPlate());
        string[] ccrns = [await app.LodgeAsync(shipper), await app.LodgeAsync(shipper), await app.LodgeAsync(shipper)];
        var (_, first) = await app.BundleAsync(trucker, plate, ccrns[..2]);
        app.Time!.Advance(TimeSpan.FromMinutes(10));

        var (less, second) = await app.BundleAsync(trucker, plate, ccrns[..1], replaces: first.Text("id"));
        var (more, third) = await app.BundleAsync(trucker, plate, [ccrns[0], ccrns[2]], replaces: second.Text("id"));
        var (stale, refused) = await app.BundleAsync(trucker, plate, ccrns[1..2], replaces: first.Text("id"));

        Assert.Equal((201, 201, 409), (less, more, stale));
        Assert.Equal(first.Text("earliestCrossing"), second.Text("earliestCrossing"));
        Assert.True(third.GetProperty("earliestCrossing").GetDateTimeOffset() - app.Time.GetUtcNow() >= TimeSpan.FromMinutes(30));
        Assert.Equal([("", "bundle.ended")], refused.Problems());
        Assert.Equal("lodged", (await app.SeenByAsync(shipper, ccrns[1])).Text("state"));
        var page = await app.Browse().OpenAsync($"/en/road-cargo/driver/{first.Text("code")}");
        Assert.Contains("no longer valid", page.Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_is_taken_off_a_truck_may_go_on_another_one(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var (shipper, trucker) = (TradersAtWork.NewTrader(), BorderWork.NewTrucker());
        var ccrn = await app.LodgeAsync(shipper);
        var (_, bundle) = await app.BundleAsync(trucker, BorderWork.NewPlate(), [ccrn]);
        var path = $"/api/road-cargo/bundles/{bundle.Text("id")}";

        var foreign = await app.Browse(BorderWork.NewTrucker()).SendAsync(HttpMethod.Delete, path);
        var gone = await app.Browse(trucker).SendAsync(HttpMethod.Delete, path);
        var again = await app.Browse(trucker).SendAsync(HttpMethod.Delete, path);

        Assert.Equal((404, 204, 204), (foreign.Status, gone.Status, again.Status));
        Assert.Equal(201, (await app.BundleAsync(BorderWork.NewTrucker(), BorderWork.NewPlate(), [ccrn])).Status);
        Assert.Equal(["bundle", "clear", "unbundle", "bundle", "clear"], (await app.SeenByAsync(shipper, ccrn)).GetProperty("history").EnumerateArray().Select(step => step.Text("act")));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_is_wrong_with_a_load_is_said_with_its_place(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var (shipper, trucker, plate) = (TradersAtWork.NewTrader(), BorderWork.NewTrucker(), BorderWork.NewPlate());
        var (export, import, cancelled) = (await app.LodgeAsync(shipper), await app.LodgeAsync(shipper, direction: "import"), await app.LodgeAsync(shipper));
        await app.Browse(shipper).SendAsync(HttpMethod.Delete, $"/api/road-cargo/consignments/{cancelled}");

        async Task<IReadOnlyList<(string, string)>> Refused(string typed, string[] ccrns, string point = "LMC")
        {
            var (status, body) = await app.BundleAsync(trucker, typed, ccrns, point);
            Assert.Equal(422, status);
            return body.Problems();
        }

        Assert.Equal([("plate", "plate.missing"), ("ccrns", "ccrns.missing")], await Refused(" ", []));
        Assert.Equal([("plate", "plate.format"), ("ccrns/1", "ccrn.format"), ("controlPoint", "control-point.unknown")], await Refused("QO1234", [export, "123"], "ZZZ"));
        Assert.Equal([("ccrns/1", "ccrn.unknown")], await Refused(plate, [export, Ccrn.Format(Ccrn.Of(99, 7))]));
        Assert.Equal([("ccrns/1", "ccrn.other-way")], await Refused(plate, [export, import]));
        Assert.Equal([("ccrns/0", "ccrn.ended")], await Refused(plate, [cancelled]));
        Assert.Equal([("ccrns", "ccrns.too-many")], await Refused(plate, [.. Enumerable.Repeat(export, 201)]));
        Assert.Equal("lodged", (await app.SeenByAsync(shipper, export)).Text("state"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Only_truckers_put_cargo_on_trucks_and_see_their_own(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var (ccrn, bundle, shipper) = await app.TruckAsync(BorderWork.NewPlate());
        var path = $"/api/road-cargo/bundles/{bundle.Text("id")}";

        Assert.Equal(401, (await app.Browse().SendAsync(HttpMethod.Post, "/api/road-cargo/bundles", new { })).Status);
        Assert.Equal(403, (await app.BundleAsync(shipper, BorderWork.NewPlate(), [ccrn])).Status);
        Assert.Equal(404, (await app.Browse(BorderWork.NewTrucker()).SendAsync(HttpMethod.Get, path)).Status);
        Assert.Equal(404, (await app.Browse(shipper).SendAsync(HttpMethod.Get, path)).Status);
        Assert.Equal(0, (await app.Browse(BorderWork.NewTrucker()).SendAsync(HttpMethod.Get, "/api/road-cargo/bundles")).Body.GetArrayLength());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_driver_sees_one_word_and_nothing_of_the_cargo(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var plate = BorderWork.NewPlate();
        var (ccrn, bundle, _) = await app.TruckAsync(plate);
        var code = bundle.Text("code");

        var waiting = await app.Browse().OpenAsync($"/en/road-cargo/driver/{code}");
        var chinese = await app.Browse().OpenAsync($"/zh-Hant/road-cargo/driver/{code.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal)}");
        app.Time!.Advance(TimeSpan.FromMinutes(32));
        var going = await app.Browse().OpenAsync($"/en/road-cargo/driver/{code}");

        Assert.Equal((200, plate, "Wait"), ((int)waiting.Status, waiting.Heading, waiting.Html.QuerySelector(".instruction__word")!.TextContent));
        Assert.Contains("min to go", waiting.Text, StringComparison.Ordinal);
        Assert.Contains("Trucks waiting there: 0", waiting.Text, StringComparison.Ordinal);
        Assert.NotNull(waiting.Html.QuerySelector("time[datetime]"));
        Assert.Equal("請等候", chinese.Html.QuerySelector(".instruction__word")!.TextContent);
        Assert.Equal("Go", going.Html.QuerySelector(".instruction__word")!.TextContent);
        Assert.DoesNotContain("shirts", waiting.Source, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(ccrn, waiting.Source, StringComparison.Ordinal);
        Assert.Equal(404, (int)(await app.Browse().OpenAsync("/en/road-cargo/driver/TR-0000-0000-000")).Status);
        var entered = await app.Browse().SubmitAsync(await app.Browse().OpenAsync("/en/road-cargo/driver"), new() { ["code"] = code });
        Assert.EndsWith(code, entered.Path, StringComparison.Ordinal);
        var wrong = await app.Browse().SubmitAsync(await app.Browse().OpenAsync("/en/road-cargo/driver"), new() { ["code"] = "hello" });
        Assert.Equal("code", Assert.Single(wrong.Errors).Field);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_truckers_pages_do_the_same(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var (shipper, trucker, plate) = (TradersAtWork.NewTrader(), BorderWork.NewTrucker(), BorderWork.NewPlate());
        string[] ccrns = [await app.LodgeAsync(shipper), await app.LodgeAsync(shipper)];
        using var browser = app.Browse(trucker);
        var trucks = await browser.OpenAsync("/en/road-cargo/trucks");

        var refused = await browser.SubmitAsync(trucks, new() { ["plate"] = "I", ["ccrns"] = "12 34" }, "#bundle");
        var made = await browser.SubmitAsync(trucks, new() { ["plate"] = plate, ["ccrns"] = $"{ccrns[0]}\n{ccrns[1][..4]} {ccrns[1][4..]}" }, "#bundle");
        var changed = await browser.SubmitAsync(made, new() { ["ccrns"] = ccrns[0] }, "#again");
        var stale = await browser.SubmitAsync(made, new() { ["ccrns"] = ccrns[1] }, "#again");
        var dissolved = await browser.SubmitAsync(changed, [], "#dissolve");

        Assert.Equal(["plate", "ccrns"], refused.Errors.Select(error => error.Field).Distinct());
        Assert.Equal(plate, made.Heading);
        Assert.Contains(ccrns[1], made.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(ccrns[1], changed.Text, StringComparison.Ordinal);
        Assert.Contains("put together otherwise", stale.Text, StringComparison.Ordinal);
        Assert.Equal("/en/road-cargo/trucks", dissolved.Path);
        Assert.Equal(404, (int)(await app.Browse(BorderWork.NewTrucker()).OpenAsync(made.Path)).Status);
        Assert.Equal(401, (int)(await app.Browse().OpenAsync("/en/road-cargo/trucks")).Status);
        Assert.Contains("administrator", (await app.Browse(shipper).OpenAsync("/en/road-cargo/trucks")).Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_is_amended_on_a_truck_is_looked_at_anew(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var (ccrn, bundle, shipper) = await app.TruckAsync(BorderWork.NewPlate());
        app.Time!.Advance(TimeSpan.FromMinutes(20));
        var seen = await app.SeenByAsync(shipper, ccrn);

        var (status, _) = await app.Browse(shipper).SendAsync(HttpMethod.Put, $"/api/road-cargo/consignments/{ccrn}", new
        {
            direction = "export",
            packages = new { count = 41, kind = "CT", description = "Cartons" },
            articles = "象牙雕刻",
            consignor = new { name = "A", address = "1 Hung To Road" },
            consignee = new { name = "B", address = "2 Hung To Road" },
            expectedOn = seen.Text("expectedOn"),
        });

        Assert.Equal(200, status);
        Assert.Equal("selectedForInspection", (await app.SeenByAsync(shipper, ccrn)).Text("state"));
        var page = await app.Browse().OpenAsync($"/en/road-cargo/driver/{bundle.Text("code")}");
        Assert.Equal("Inspection", page.Html.QuerySelector(".instruction__word")!.TextContent);
        Assert.Equal(2, await app.CountAsync($"SELECT COUNT(*) FROM roadcargo_assessments WHERE ccrn = {ccrn}"));
    }
}
