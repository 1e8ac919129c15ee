using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.RoadCargo.Archive;
using OneStop.RoadCargo.Consignments;
using OneStop.RoadCargo.Tests.Consignments;

namespace OneStop.RoadCargo.Tests.Archive;

public sealed class ArchiveTests
{
    private const string Path = "/api/road-cargo/consignments";

    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    [Theory, MemberData(nameof(Engines))]
    public async Task What_ended_long_since_leaves_the_tables_of_the_day_and_is_still_found(DatabaseKind kind)
    {
        await using var app = await CargoApps.StartAsync(kind, fakeTime: true);
        using var trader = app.Browse(TradersAtWork.NewTrader());
        using var another = app.Browse(TradersAtWork.NewTrader());
        var (cancelled, open) = (await trader.LodgedAsync(), await trader.LodgedAsync());
        await trader.Http.SendAsync(HttpMethod.Put, $"{Path}/{cancelled}", Samples.Json().With("packages/count", 20).ToJsonString());
        await trader.Http.DeleteAsync($"{Path}/{cancelled}");
        var before = await trader.Http.GetStringAsync($"{Path}/{cancelled}");

        app.Time!.Advance(TimeSpan.FromDays(89));
        await app.RunJobAsync<ArchiveConsignments>();
        Assert.Equal((2, 0), await CountAsync(app));
        app.Time.Advance(TimeSpan.FromDays(2));
        await app.RunJobAsync<ArchiveConsignments>();
        await app.RunJobAsync<ArchiveConsignments>();

        Assert.Equal((1, 1), await CountAsync(app));
        Assert.Equal(before, await trader.Http.GetStringAsync($"{Path}/{cancelled}"));
        Assert.Equal(404, (int)(await another.Http.GetAsync($"{Path}/{cancelled}")).StatusCode);
        Assert.Equal(0, await app.InScopeAsync(scope => scope.GetRequiredService<RoadCargoDb>().Steps.CountAsync(step => step.Ccrn == Ccrn.Parse(cancelled))));
        Assert.Equal(200, (int)(await trader.Http.GetAsync($"{Path}/{open}")).StatusCode);
        // It is over: nothing is done to it any more.
        Assert.Equal(409, (await trader.Http.SendAsync(HttpMethod.Put, $"{Path}/{cancelled}", Samples.Json().ToJsonString())).Status);
    }

    private static async Task<(int Hot, int Archived)> CountAsync(TestApp app) => await app.InScopeAsync(async scope =>
        (await scope.GetRequiredService<RoadCargoDb>().Consignments.CountAsync(), await scope.GetRequiredService<RoadCargoDb>().Archive.CountAsync()));
}
