using System.Text.Json;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.RoadCargo.ControlRoom;
using OneStop.RoadCargo.Tests.Crossings;

namespace OneStop.RoadCargo.Tests.ControlRoom;

public sealed class ControlRoomTests(BorderApps apps) : IClassFixture<BorderApps>
{
    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    [Theory, MemberData(nameof(Engines))]
    public async Task It_counts_who_waits_who_crossed_and_how_long_it_took_today_and_yesterday(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        // Whole hours from midnight on, so that a day's end does not lie between.
        var now = Platform.Texts.HongKong.StartOf(Platform.Texts.HongKong.Today(app.Time!).AddDays(2)).AddHours(12);
        app.Time!.SetUtcNow(now);
        async Task PassAsync(DateTimeOffset arrived, TimeSpan took)
        {
            var plate = BorderWork.NewPlate();
            var (_, told) = await app.TellAsync(
            [
                new { id = Ids.New(), kind = "arrival", at = arrived, bound = "inbound", plate },
                new { id = Ids.New(), kind = "crossing", at = arrived + took, bound = "inbound", plate, shown = "unknown", words = "A test" },
            ]);
            Assert.Equal(2, told.GetArrayLength());
        }

        await PassAsync(now.AddMinutes(-50), TimeSpan.FromMinutes(10));
        await PassAsync(now.AddMinutes(-45), TimeSpan.FromMinutes(20));
        await PassAsync(now.AddMinutes(-59), TimeSpan.FromMinutes(55));
        await PassAsync(now.AddHours(-26), TimeSpan.FromMinutes(5));
        await PassAsync(now.AddHours(-22), TimeSpan.FromMinutes(5));
        await app.MoveAsync("arrivals", new { controlPoint = "LMC", plate = BorderWork.NewPlate(), bound = "inbound", at = now.AddMinutes(-3) });
        await app.TruckAsync(BorderWork.NewPlate(), "Ivory");

        var (status, room) = await app.Guard().SendAsync(HttpMethod.Get, "/api/road-cargo/control-room");

        Assert.Equal(200, status);
        JsonElement Line(string bound) => room.GetProperty("lines").EnumerateArray().Single(line => line.Text("controlPoint") == "LMC" && line.Text("bound") == bound);
        Assert.Equal((1, 20, 4, 3, 1), (Number(Line("inbound"), "waiting"), Number(Line("inbound"), "minutes"), Number(Line("inbound"), "arrived"), Number(Line("inbound"), "crossed"), Number(Line("inbound"), "crossedYesterday")));
        Assert.Equal(1, Number(Line("outbound"), "expectedInspect"));
        var (_, queues) = await app.Browse().SendAsync(HttpMethod.Get, "/api/road-cargo/queues");
        Assert.Equal(20, Number(queues.EnumerateArray().Single(line => line.Text("controlPoint") == "LMC" && line.Text("bound") == "inbound"), "minutes"));
        Assert.DoesNotContain("expected", queues.GetRawText(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task It_is_for_customs_officers(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);

        foreach (var path in (string[])["/api/road-cargo/control-room", "/en/road-cargo/control-room"])
        {
            Assert.Equal(401, (await app.Browse().SendAsync(HttpMethod.Get, path)).Status);
            Assert.Equal(403, (await app.Browse(Ids.New(), ["cr:registrar"]).SendAsync(HttpMethod.Get, path)).Status);
            Assert.Equal(200, (await app.Browse(Ids.New(), ["ced:cargo"]).SendAsync(HttpMethod.Get, path)).Status);
        }

        var page = await app.Guard().OpenAsync("/en/road-cargo/control-room");
        Assert.Contains("Shenzhen Bay", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_median_lies_in_the_middle()
    {
        static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);

        Assert.Null(ReadControlRoom.Median([]));
        Assert.Equal(Minutes(5), ReadControlRoom.Median([Minutes(9), Minutes(5), Minutes(1)]));
        Assert.Equal(Minutes(3), ReadControlRoom.Median([Minutes(1), Minutes(5)]));
    }

    private static int Number(JsonElement line, string name) => line.GetProperty(name).GetInt32();
}
