using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.RoadCargo.Bundles;
using OneStop.RoadCargo.Consignments;
using OneStop.RoadCargo.Crossings;
using OneStop.RoadCargo.Gate;

namespace OneStop.RoadCargo.Tests.Gate;

public sealed class GateTests
{
    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    [Theory, MemberData(nameof(Engines))]
    public async Task Cut_off_it_goes_on_over_a_restart_and_tells_everything_once(DatabaseKind kind)
    {
        await using var border = await Border.StartAsync(kind);
        var clear = await border.TruckAsync();
        var selected = await border.TruckAsync("Ivory combs");
        await border.KnowsAsync(clear.Plate, "wait");
        await border.KnowsAsync(selected.Plate, "inspect");

        border.Wire.Cut();
        border.Centre.Time!.Advance(TimeSpan.FromMinutes(32));
        var arrival = new { id = Ids.New(), plate = clear.Plate, bound = "outbound" };
        Assert.Equal((201, 200), ((await border.RecordAsync("arrivals", arrival)).Status, (await border.RecordAsync("arrivals", arrival)).Status));
        await border.StopGateAsync();
        await border.StartGateAsync();
        var crossed = await border.RecordAsync("crossings", new { plate = clear.Plate, bound = "outbound" });
        var again = await border.RecordAsync("crossings", new { plate = clear.Plate, bound = "outbound" });
        var stopped = await border.RecordAsync("crossings", new { plate = selected.Plate, bound = "outbound" });
        var inspection = new { plate = selected.Plate, bound = "outbound", bundle = selected.Bundle.Id, ccrn = Ccrn.Format(selected.Ccrn), outcome = "released", officer = "CED 1234", words = "Bone" };
        var inspected = await border.RecordAsync("inspections", inspection);
        var twice = await border.RecordAsync("inspections", inspection);
        var passed = await border.RecordAsync("crossings", new { plate = selected.Plate, bound = "outbound" });

        Assert.Equal((201, 409, 409, 201, 409, 201), (crossed.Status, again.Status, stopped.Status, inspected.Status, twice.Status, passed.Status));
        Assert.Equal(4, (await border.StateAsync()).GetProperty("waiting").GetInt32());
        Assert.Equal(0, await border.Centre.CountAsync("SELECT COUNT(*) FROM roadcargo_crossings"));

        border.Wire.Mend();
        await border.HasToldAllAsync();

        Assert.Equal((2, 1, 1), (
            await border.Centre.CountAsync("SELECT COUNT(*) FROM roadcargo_crossings WHERE told AND discrepancy IS NULL"),
            await border.Centre.CountAsync("SELECT COUNT(*) FROM roadcargo_arrivals"),
            await border.Centre.CountAsync("SELECT COUNT(*) FROM roadcargo_inspections WHERE officer = 'CED 1234' AND discrepancy IS NULL")));
        Assert.Equal(2, await border.Centre.CountAsync("SELECT COUNT(*) FROM roadcargo_consignments WHERE state = 'Crossed'"));
        Assert.Equal(2, await border.Centre.CountAsync("SELECT COUNT(*) FROM roadcargo_bundles WHERE state = 'Crossed'"));
        await border.KnowsAsync(clear.Plate, "unknown");
    }

    [Fact]
    public async Task Its_list_follows_the_centre()
    {
        await using var border = await Border.StartAsync(DatabaseKind.Sqlite);
        var (plate, bundle, _) = await border.TruckAsync();
        await border.KnowsAsync(plate, "wait");

        await border.Centre.InScopeAsync(scope => scope.GetRequiredService<BundleDesk>().DissolveAsync(bundle.Id, [bundle.Trucker], default));

        await border.KnowsAsync(plate, "unknown");
        await Eventually.TrueAsync(async () => await border.Centre.CountAsync("SELECT COUNT(*) FROM roadcargo_contacts WHERE control_point = 'LMC'") == 1);
        Assert.Equal("unknown", (await border.LookAsync("ab12")).Text("instruction"));
        using var wrong = await border.Lane.GetAsync("/api/control-point/trucks/QQ/instruction");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using var unknown = await border.Lane.PostAsync("/api/control-point/parades", JsonContentOf("{}"));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        var nameless = await border.RecordAsync("inspections", new { bundle = bundle.Id, ccrn = "1", outcome = "detained" });
        Assert.Equal(["ccrn", "words", "officer"], nameless.Body.Problems().Select(problem => problem.Path));
    }

    [Fact]
    public async Task Its_screen_opens_with_its_key_and_shows_one_word()
    {
        await using var border = await Border.StartAsync(DatabaseKind.Sqlite);
        var (plate, _, _) = await border.TruckAsync();
        var (combs, _, ccrn) = await border.TruckAsync("象牙");
        await border.KnowsAsync(combs, "inspect");
        using var anybody = new HttpClient { BaseAddress = border.Address };
        Assert.Equal(HttpStatusCode.Unauthorized, (await anybody.GetAsync("/api/control-point")).StatusCode);
        // Nothing of the department's own pages is served here.
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync("/en/road-cargo/trucks")).StatusCode);

        using var screen = new Browser(border.Address);
        var asked = await screen.OpenAsync("/en/control-point");
        var wrong = await screen.SubmitAsync(asked, new() { ["key"] = "not the key at all" });
        var open = await screen.SubmitAsync(asked, new() { ["key"] = Border.Key });
        var waiting = await screen.SubmitAsync(open, new() { ["plate"] = plate, ["bound"] = "Outbound" }, "#look");
        var wordless = await screen.SubmitAsync(waiting, [], "#cross");
        var misread = await screen.SubmitAsync(open, new() { ["plate"] = "?" }, "#look");
        border.Centre.Time!.Advance(TimeSpan.FromMinutes(32));
        var going = await screen.SubmitAsync(open, new() { ["plate"] = plate, ["bound"] = "Outbound" }, "#look");
        var crossed = await screen.SubmitAsync(going, [], "#cross");
        var selected = await screen.SubmitAsync(open, new() { ["plate"] = combs, ["bound"] = "Outbound" }, "#look");
        var nameless = await screen.SubmitAsync(selected, [], "form.inspection", "button[value=detained]");
        var held = await screen.SubmitAsync(selected, new() { ["officer"] = "CED 7", ["words"] = "Ivory" }, "form.inspection", "button[value=detained]");

        Assert.Equal(("/en/control-point/open", "key"), (asked.Path, Assert.Single(wrong.Errors).Field));
        Assert.Equal("Control point Lok Ma Chau", open.Heading);
        Assert.Equal(("Wait", "cross-words"), (Word(waiting), Assert.Single(wordless.Errors).Field));
        Assert.Equal("plate", Assert.Single(misread.Errors).Field);
        Assert.Equal(("Go", "Crossed"), (Word(going), Word(crossed)));
        Assert.Equal(("Inspection", "Held"), (Word(selected), Word(held)));
        Assert.Equal([$"officer-{Ccrn.Format(ccrn)}", $"words-{Ccrn.Format(ccrn)}"], nameless.Errors.Select(error => error.Field).Order(StringComparer.Ordinal));
        await border.HasToldAllAsync();
        Assert.Equal(1, await border.Centre.CountAsync("SELECT COUNT(*) FROM cases_cases"));
    }

    [Fact]
    public void A_list_is_taken_only_from_the_centre_and_never_an_older_one()
    {
        var directory = Directory.CreateTempSubdirectory("onestop-expected-");
        using var centre = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = new DateTimeOffset(2026, 11, 30, 4, 0, 0, TimeSpan.Zero);
        string Signed(ECDsa key, string point, DateTimeOffset at, string plate) => Jws.Sign(key, "k", JsonSerializer.SerializeToUtf8Bytes(
            new Snapshot(point, at, [new ExpectedTruck(Ids.New(), plate, Bound.Inbound, at, [], [])]), CargoJson.Options));
        var trucks = new ExpectedTrucks(directory.FullName, "LMC");
        trucks.TakeKey(centre.ExportSubjectPublicKeyInfoPem());
        var good = Signed(centre, "LMC", now, "AB1");

        Assert.True(trucks.Take(good, "1"));
        Assert.False(trucks.Take(Signed(stranger, "LMC", now.AddMinutes(1), "AB2"), "2"));
        Assert.False(trucks.Take(Signed(centre, "MKT", now.AddMinutes(1), "AB2"), "2"));
        Assert.False(trucks.Take(Signed(centre, "LMC", now.AddMinutes(-1), "AB2"), "2"));
        Assert.False(trucks.Take(good.Replace(good.Split('.')[1], good.Split('.')[1][..^4] + "AAAA", StringComparison.Ordinal), "2"));
        Assert.All((string[])["", "a.b.c", "a", good[..^10], "..", "eyJhbGciOiJub25lIn0.e30."], text => Assert.False(trucks.Take(text, "2")));

        Assert.Equal("1", trucks.Tag);
        var again = new ExpectedTrucks(directory.FullName, "LMC");
        Assert.Single(again.Find("AB1"));
        Assert.Empty(again.Find("AB2"));
        File.WriteAllText(Path.Combine(directory.FullName, "expected-LMC.jws"), Signed(stranger, "LMC", now, "AB2"));
        Assert.Empty(new ExpectedTrucks(directory.FullName, "LMC").Find("AB2"));
        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task The_command_says_what_is_missing()
    {
        var log = new StringWriter();

        var code = await ServeControlPoint.RunAsync(["--centre", "ftp://x", "--key", "short"], log, default);

        Assert.Equal(2, code);
        Assert.All((string[])["--centre", "--point", "--email", "--password", "--key"], name => Assert.Contains(name, log.ToString(), StringComparison.Ordinal));
    }

    private static string? Word(Page page) => page.Html.QuerySelector(".instruction__word")?.TextContent;

    private static StringContent JsonContentOf(string json) => new(json, System.Text.Encoding.UTF8, "application/json");
}
