using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Accounts;
using OneStop.Audit;
using OneStop.Catalogue;
using OneStop.Kit;
using OneStop.Notifications;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Simulation;
using OneStop.Observatory.Stations;
using OneStop.Platform.Data;

namespace OneStop.Observatory.Tests.Simulation;

public sealed class ReplayTyphoonTests
{
    [Fact]
    public async Task A_typhoon_day_goes_by_through_the_public_interfaces_with_every_signal_in_its_order()
    {
        await using var app = await TestApp.StartAsync(
            DatabaseKind.Sqlite, [new AuditModule(), new NotificationsModule(), new AccountsModule(), new CatalogueModule(), new ObservatoryModule()],
            new() { ["Demo"] = "true", ["Observatory:Demonstration"] = "false", ["Accounts:OfficersNeedSecondFactor"] = "false", ["Observatory:ReadingsPerMinute"] = "100000" });
        using var http = new HttpClient { BaseAddress = app.Address };
        var log = new StringWriter();
        var replay = new TyphoonReplay(100_000, TyphoonReplay.StationsAccount, "forecaster@demo.example", "forecaster2@demo.example", AccountsModule.DemoPassword);

        await new ReplayTyphoon(http, replay, TimeProvider.System, log).RunAsync(default);

        Assert.DoesNotContain("refused", log.ToString(), StringComparison.Ordinal);
        var db = await app.InScopeAsync(async scope => await scope.GetRequiredService<ObservatoryDb>().Warnings.OrderBy(step => step.IssuedAt).ThenBy(step => step.Id).ToListAsync());
        var cyclone = db.Where(step => step.Kind == "WTCSGNL").ToList();
        Assert.Equal(["TC1", "TC3", "TC8NE", "TC9", "TC10", "TC8SE", "TC3", "TC1", "TC1"], cyclone.Select(step => step.Code));
        Assert.Single(cyclone.Select(step => step.Chain).Distinct());
        Assert.All(cyclone.Where(step => step.Code is "TC8NE" or "TC9" or "TC10" or "TC8SE"), step => Assert.NotEqual(step.ProposedBy, step.ReleasedBy ?? step.ProposedBy));
        Assert.Equal(["WRAINA", "WRAINR", "WRAINA", "WRAINA"], db.Where(step => step.Kind == "WRAIN").Select(step => step.Code));
        Assert.Empty(await app.InScopeAsync(scope => scope.GetRequiredService<Weather>().WarningsInForceAsync(default)));

        var readings = await app.InScopeAsync(scope => scope.GetRequiredService<ObservatoryDb>().Readings.Where(reading => reading.Quantity == Quantity.WindSpeed).ToListAsync());
        Assert.All(readings, reading => Assert.True(reading.IsDemonstration));
        Assert.Equal(181 * StationList.Measuring(Quantity.WindSpeed).Count(), readings.Count);
        Assert.True(readings.Count(reading => reading.Quality != Quality.Good) < 10);
        var reference = readings.Where(reading => StationList.Find(reading.Station)!.IsReference).GroupBy(reading => reading.At).Select(step => step.Count(reading => reading.Value >= 63)).ToList();
        Assert.True(reference[0] == 0 && reference.Max() >= 4 && reference[^1] == 0, string.Join(' ', reference));
        var winds = JsonNode.Parse(await http.GetStringAsync("/api/weather/reference-winds"))!;
        Assert.Equal((8, 0), (winds["stations"]!.AsArray().Count, winds["missing"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("600x", 600.0)]
    [InlineData("1", 1.0)]
    [InlineData("0.5x", null)]
    [InlineData("1e9x", null)]
    [InlineData("fast", null)]
    [InlineData("", null)]
    public void A_speed_is_a_number_of_times(string typed, double? expected) => Assert.Equal(expected, TyphoonReplay.SpeedOf(typed));

    [Fact]
    public void The_storm_comes_from_the_north_east_and_leaves_with_winds_from_the_south()
    {
        var nearest = new DateTimeOffset(2026, 9, 1, 4, 0, 0, TimeSpan.Zero);
        var storm = new Storm(nearest);

        Assert.InRange(storm.Wind(22.3, 114.17, nearest.AddHours(-8)).Direction, 0, 60);
        Assert.InRange(storm.Wind(22.3, 114.17, nearest.AddHours(8)).Direction, 110, 220);
        Assert.True(storm.Wind(22.3, 114.17, nearest).Speed > 118);
        Assert.True(storm.Wind(22.3, 114.17, nearest.AddHours(-16)).Speed < 63);
        Assert.True(storm.PressureDrop(22.3, 114.17, nearest) > storm.PressureDrop(22.3, 114.17, nearest.AddHours(-10)) + 10);
    }
}
