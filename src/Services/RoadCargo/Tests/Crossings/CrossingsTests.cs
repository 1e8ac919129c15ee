using System.Text.Json;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.RoadCargo.Tests.Crossings;

public sealed class CrossingsTests(BorderApps apps) : IClassFixture<BorderApps>
{
    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    [Theory, MemberData(nameof(Engines))]
    public async Task A_cleared_truck_crosses_when_its_time_has_come_and_its_shipper_sees_it(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var (plate, id) = (BorderWork.NewPlate(), Ids.New());
        var (ccrn, bundle, shipper) = await app.TruckAsync(plate);
        await app.MoveAsync("arrivals", new { controlPoint = "LMC", plate, bound = "outbound" });

        var early = await app.MoveAsync("crossings", new { id, controlPoint = "LMC", plate, bound = "outbound" });
        app.Time!.Advance(TimeSpan.FromMinutes(32));
        var elsewhere = await app.MoveAsync("crossings", new { controlPoint = "MKT", plate, bound = "outbound" });
        var crossed = await app.MoveAsync("crossings", new { id, controlPoint = "LMC", plate, bound = "outbound" });
        var again = await app.MoveAsync("crossings", new { id, controlPoint = "LMC", plate, bound = "outbound" });

        Assert.Equal((409, 409, 201, 200), (early.Status, elsewhere.Status, crossed.Status, again.Status));
        Assert.Equal(("crossing.not-yet", "repeated"), (early.Body.Problems()[0].Code, again.Body.Text("outcome")));
        var seen = await app.SeenByAsync(shipper, ccrn);
        var last = seen.GetProperty("history").EnumerateArray().Last();
        Assert.Equal(("crossed", "cross", "LMC"), (seen.Text("state"), last.Text("act"), last.Text("note")));
        Assert.Equal("Crossed", (await app.Browse().OpenAsync($"/en/road-cargo/driver/{bundle.Text("code")}")).Html.QuerySelector(".instruction__word")!.TextContent);
        Assert.Equal(1, await app.CountAsync($"SELECT COUNT(*) FROM roadcargo_crossings WHERE plate = '{plate}' AND arrived_at IS NOT NULL AND discrepancy IS NULL"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_selected_truck_waits_for_its_inspection(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var plate = BorderWork.NewPlate();
        var (ccrn, bundle, shipper) = await app.TruckAsync(plate, "Ivory combs");
        app.Time!.Advance(TimeSpan.FromMinutes(32));
        var (crossing, inspection) = (new { controlPoint = "LMC", plate, bound = "outbound" }, new { controlPoint = "LMC", bundle = bundle.Text("id"), ccrn, outcome = "released", words = "Bone, not ivory" });

        var stopped = await app.MoveAsync("crossings", crossing);
        var inspected = await app.MoveAsync("inspections", inspection);
        var twice = await app.MoveAsync("inspections", inspection);
        var crossed = await app.MoveAsync("crossings", crossing);

        Assert.Equal((409, 201, 409, 201), (stopped.Status, inspected.Status, twice.Status, crossed.Status));
        Assert.Equal("go", inspected.Body.Text("instruction"));
        Assert.Equal(["bundle", "select", "release", "cross"], (await app.SeenByAsync(shipper, ccrn)).GetProperty("history").EnumerateArray().Select(step => step.Text("act")));
        Assert.DoesNotContain("Bone", (await app.SeenByAsync(shipper, ccrn)).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(1, await app.CountAsync($"SELECT inspections FROM roadcargo_trader_records WHERE trader = '{(kind == DatabaseKind.Sqlite ? shipper.Organisation.Id.ToString().ToUpperInvariant() : shipper.Organisation.Id)}'"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_is_detained_becomes_a_case_and_goes_on_when_two_officers_say_so(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var plate = BorderWork.NewPlate();
        var (ccrn, bundle, shipper) = await app.TruckAsync(plate, "Ivory combs");
        app.Time!.Advance(TimeSpan.FromMinutes(32));
        var inspection = new { controlPoint = "LMC", bundle = bundle.Text("id"), ccrn, outcome = "detained" };

        var wordless = await app.MoveAsync("inspections", inspection);
        var detained = await app.MoveAsync("inspections", new { inspection.controlPoint, inspection.bundle, inspection.ccrn, inspection.outcome, words = "Elephant ivory, 12 pieces" });
        var held = await app.MoveAsync("crossings", new { controlPoint = "LMC", plate, bound = "outbound" });

        Assert.Equal((422, 201, 409), (wordless.Status, detained.Status, held.Status));
        Assert.Equal("held", detained.Body.Text("instruction"));
        Assert.Equal("detained", (await app.SeenByAsync(shipper, ccrn)).Text("state"));
        var (first, second) = (app.Browse(Ids.New(), ["ced:cargo"]), app.Browse(Ids.New(), ["ced:cargo"]));
        var queue = (await first.SendAsync(HttpMethod.Get, "/api/cases")).Body;
        var opened = queue.GetProperty("items").EnumerateArray().Single(one => one.Text("reference") == ccrn).Text("id");
        Assert.Contains("12 pieces", (await first.OpenAsync($"/en/cases/{opened}")).Text, StringComparison.Ordinal);
        Assert.Equal(200, (await first.SendAsync(HttpMethod.Post, $"/api/cases/{opened}/decision", new { decision = "approve", note = "A licence was shown" })).Status);
        Assert.Equal("detained", (await app.SeenByAsync(shipper, ccrn)).Text("state"));
        Assert.Equal(200, (await second.SendAsync(HttpMethod.Post, $"/api/cases/{opened}/confirmation", new { confirm = true })).Status);
        await Eventually.TrueAsync(async () => (await app.SeenByAsync(shipper, ccrn)).Text("state") == "released");
        Assert.Equal(201, (await app.MoveAsync("crossings", new { controlPoint = "LMC", plate, bound = "outbound" })).Status);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_officer_may_let_a_truck_pass_with_words_that_are_kept(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var (plate, id) = (BorderWork.NewPlate(), Ids.New());

        var unknown = await app.MoveAsync("crossings", new { id, controlPoint = "LMC", plate, bound = "inbound" });
        var passed = await app.MoveAsync("crossings", new { id, controlPoint = "LMC", plate, bound = "inbound", words = "Empty, looked inside" });

        Assert.Equal((409, 201), (unknown.Status, passed.Status));
        Assert.Equal(1, await app.CountAsync($"SELECT COUNT(*) FROM audit_lines WHERE action = 'crossing.let-through' AND subject = 'crossing/{id}' AND purpose = 'Empty, looked inside'"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_a_control_point_tells_afterwards_is_taken_once_and_what_does_not_fit_is_noted(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var (fits, gone) = (BorderWork.NewPlate(), BorderWork.NewPlate());
        var (ccrn, bundle, shipper) = await app.TruckAsync(fits);
        var other = await app.LodgeAsync(TradersAtWork.NewTrader());
        var trucker = BorderWork.NewTrucker();
        var (_, dissolved) = await app.BundleAsync(trucker, gone, [other]);
        await app.Browse(trucker).SendAsync(HttpMethod.Delete, $"/api/road-cargo/bundles/{dissolved.Text("id")}");
        var at = app.Time!.GetUtcNow();
        object[] entries =
        [
            new { id = Ids.New(), kind = "arrival", at, bound = "outbound", plate = fits },
            new { id = Ids.New(), kind = "crossing", at, bound = "outbound", plate = fits, shown = "go", bundles = new[] { bundle.Text("id") } },
            new { id = Ids.New(), kind = "crossing", at, bound = "outbound", plate = gone, shown = "go", bundles = new[] { dissolved.Text("id") } },
        ];

        app.Time.Advance(TimeSpan.FromMinutes(20));
        var (status, first) = await app.TellAsync(entries);
        var (_, again) = await app.TellAsync(entries);

        Assert.Equal(200, status);
        Assert.Equal(["taken", "taken", "taken"], first.EnumerateArray().Select(answer => answer.Text("outcome")));
        Assert.Equal("dissolved-before", first[2].Text("discrepancy"));
        Assert.Equal(["repeated", "repeated", "repeated"], again.EnumerateArray().Select(answer => answer.Text("outcome")));
        var seen = await app.SeenByAsync(shipper, ccrn);
        Assert.Equal("crossed", seen.Text("state"));
        // When it happened, not when it was told.
        Assert.Equal(at, seen.GetProperty("history").EnumerateArray().Last().GetProperty("at").GetDateTimeOffset(), TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await app.CountAsync($"SELECT COUNT(*) FROM roadcargo_crossings WHERE plate = '{gone}' AND discrepancy = 'dissolved-before'"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Only_control_points_move_trucks_and_malformed_entries_are_refused(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);

        foreach (var path in (string[])["arrivals", "crossings", "inspections", "control-points/LMC/entries"])
        {
            Assert.Equal(401, (await app.Browse().SendAsync(HttpMethod.Post, $"/api/road-cargo/{path}", new { })).Status);
            Assert.Equal(403, (await app.Browse(BorderWork.NewTrucker()).SendAsync(HttpMethod.Post, $"/api/road-cargo/{path}", new { })).Status);
        }

        var wrong = await app.MoveAsync("arrivals", new { id = Guid.Empty, controlPoint = "XXX", plate = "Q", at = app.Time!.GetUtcNow().AddDays(2) });
        Assert.Equal([("controlPoint", "control-point.unknown"), ("id", "entry.id"), ("plate", "entry.plate"), ("at", "entry.time")], wrong.Body.Problems());
        Assert.Equal(404, (await app.Guard().SendAsync(HttpMethod.Post, "/api/road-cargo/control-points/XXX/entries", Array.Empty<object>())).Status);
        Assert.Equal(422, (await app.TellAsync([new { id = Ids.New(), kind = "crossing", at = app.Time.GetUtcNow(), bound = "inbound", plate = "Q" }])).Status);
    }
}

internal static class Movers
{
    internal static Task<(int Status, JsonElement Body)> MoveAsync(this TestApp app, string what, object body) => app.Guard().SendAsync(HttpMethod.Post, $"/api/road-cargo/{what}", body);

    internal static Task<(int Status, JsonElement Body)> TellAsync(this TestApp app, object[] entries) => app.Guard().SendAsync(HttpMethod.Post, "/api/road-cargo/control-points/LMC/entries", entries);
}
