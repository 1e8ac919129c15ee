using OneStop.Accounts;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.RoadCargo.Simulation;
using OneStop.RoadCargo.Tests.Gate;

namespace OneStop.RoadCargo.Tests.Simulation;

public sealed class SimulationTests
{
    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    [Theory, MemberData(nameof(Engines))]
    public async Task A_day_goes_by_through_the_public_interfaces_and_every_truck_is_accounted_for(DatabaseKind kind)
    {
        await using var border = await Border.StartAsync(kind);
        await border.Centre.BringIntoForceWithAccountsAsync("""{"field":"articles","mentions":["toys","海豐","瓷磚"]}""");
        var before = await border.Centre.CountAsync("SELECT COUNT(*) FROM roadcargo_consignments");
        using var http = new HttpClient { BaseAddress = border.Centre.Address };
        var log = new StringWriter();

        var result = await new PlayTraffic(http, new Traffic(1, 100_000, 150, AccountsModule.DemoPassword, Seed: 7), TimeProvider.System, log).RunAsync(default);

        Assert.InRange(result.Trucks, 149, 150);
        Assert.Equal(result.Consignments, await border.Centre.CountAsync("SELECT COUNT(*) FROM roadcargo_consignments") - before);
        Assert.Equal(result.Trucks, await border.Centre.CountAsync("SELECT COUNT(*) FROM roadcargo_bundles"));
        Assert.Equal(result.Crossed, await border.Centre.CountAsync("SELECT COUNT(*) FROM roadcargo_crossings WHERE discrepancy IS NULL"));
        Assert.Equal(result.Crossed, await border.Centre.CountAsync("SELECT COUNT(*) FROM roadcargo_bundles WHERE state = 'Crossed'"));
        Assert.Equal((long)result.Inspected, await border.Centre.CountAsync("SELECT COUNT(*) FROM roadcargo_inspections WHERE discrepancy IS NULL"));
        Assert.True(result.Inspected > 0, log.ToString());
    }

    [Fact]
    public void The_hours_of_a_day_add_up_to_its_trucks()
    {
        Assert.Equal(1000, MadeUpCargo.Between(0, 86_400, 1000), 6);
        Assert.Equal(120, MadeUpCargo.Between(16 * 3600, 17 * 3600, 1000), 6);
        Assert.Equal(MadeUpCargo.Between(0, 5000, 1000) + MadeUpCargo.Between(5000, 9000, 1000), MadeUpCargo.Between(0, 9000, 1000), 6);
    }

    [Theory]
    [InlineData("", 1, 10, 2000)]
    [InlineData("--days 2 --rate 600x --trucks 24000", 2, 600, 24000)]
    public void The_command_is_read(string options, double days, double rate, int trucks)
    {
        var (traffic, url) = SimulateRoadCargo.Read(options.Split(' '));

        Assert.Equal((days, rate, trucks, "http://127.0.0.1:8080/"), (traffic!.Days, traffic.Rate, traffic.Trucks, url!.ToString()));
    }

    [Theory]
    [InlineData("--days none")]
    [InlineData("--rate 0.5x")]
    [InlineData("--trucks 0")]
    [InlineData("--url ftp://x")]
    public async Task A_command_that_cannot_be_read_says_how_it_is_written(string options)
    {
        var log = new StringWriter();

        Assert.Equal(2, await SimulateRoadCargo.RunAsync(options.Split(' '), log, default));
        Assert.Contains("--rate", log.ToString(), StringComparison.Ordinal);
    }
}
