using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.RoadCargo.Consignments;

namespace OneStop.RoadCargo.Tests.Consignments;

public sealed class ChangeTests(CargoApps apps)
{
    private const string Path = "/api/road-cargo/consignments";

    public static TheoryData<DatabaseKind> Engines => CargoApps.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task An_amendment_makes_a_new_version_and_keeps_the_old_one(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var trader = app.Browse(TradersAtWork.NewTrader());
        var ccrn = await trader.LodgedAsync();

        var amended = await trader.Http.SendAsync(HttpMethod.Put, $"{Path}/{ccrn}", Samples.Json().With("packages/count", 20).ToJsonString());
        var same = await trader.Http.SendAsync(HttpMethod.Put, $"{Path}/{ccrn}", Samples.Json().With("packages/count", 20).ToJsonString());
        var wrong = await trader.Http.SendAsync(HttpMethod.Put, $"{Path}/{ccrn}", Samples.Json().With("packages/count", 0).ToJsonString());
        var former = await app.InScopeAsync(scope => scope.GetRequiredService<RoadCargoDb>().Former.Where(row => row.Ccrn == Ccrn.Parse(ccrn)!.Value).ToListAsync());

        Assert.Equal((200, 200, 422), (amended.Status, same.Status, wrong.Status));
        Assert.Equal((2, 20), (amended.Body.GetProperty("version").GetInt32(), amended.Body.GetProperty("packages").GetProperty("count").GetInt32()));
        Assert.Equal(2, same.Body.GetProperty("version").GetInt32());
        Assert.Equal("amend", Assert.Single(same.Body.GetProperty("history").EnumerateArray()).GetProperty("act").GetString());
        Assert.Contains("\"packageCount\":12", Assert.Single(former).Content, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Of_two_who_amend_what_they_saw_the_second_is_told(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var trader = app.Browse(TradersAtWork.NewTrader());
        var ccrn = await trader.LodgedAsync();
        var seen = (await trader.Http.GetAsync($"{Path}/{ccrn}")).Headers.ETag!.ToString();

        var first = await trader.Http.SendAsync(HttpMethod.Put, $"{Path}/{ccrn}", Samples.Json().With("packages/count", 20).ToJsonString(), headers: ("If-Match", seen));
        var second = await trader.Http.SendAsync(HttpMethod.Put, $"{Path}/{ccrn}", Samples.Json().With("packages/count", 21).ToJsonString(), headers: ("If-Match", seen));
        var nonsense = await trader.Http.SendAsync(HttpMethod.Delete, $"{Path}/{ccrn}", "", headers: ("If-Match", "\"x\""));

        Assert.Equal((200, 412, 412), (first.Status, second.Status, nonsense.Status));
        Assert.Equal("consignment.changed", second.Body.FirstCode());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_consignment_on_no_truck_is_cancelled_and_cancelling_again_changes_nothing(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var trader = app.Browse(TradersAtWork.NewTrader());
        using var another = app.Browse(TradersAtWork.NewTrader());
        var ccrn = await trader.LodgedAsync();

        var theirs = await another.Http.SendAsync(HttpMethod.Delete, $"{Path}/{ccrn}", "");
        var cancelled = await trader.Http.SendAsync(HttpMethod.Delete, $"{Path}/{ccrn}", "");
        var again = await trader.Http.SendAsync(HttpMethod.Delete, $"{Path}/{ccrn}", "");
        var amended = await trader.Http.SendAsync(HttpMethod.Put, $"{Path}/{ccrn}", Samples.Json().ToJsonString());

        Assert.Equal((404, 200, 200, 409), (theirs.Status, cancelled.Status, again.Status, amended.Status));
        Assert.Equal("cancelled", again.Body.GetProperty("state").GetString());
        Assert.Single(again.Body.GetProperty("history").EnumerateArray());
        Assert.Equal("consignment.state", amended.Body.FirstCode());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task On_a_truck_it_is_not_cancelled_and_an_amendment_sends_it_back_to_be_assessed(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var trader = app.Browse(TradersAtWork.NewTrader());
        var ccrn = await trader.LodgedAsync();
        await app.StepAsync(ccrn, (steps, one) => steps.Bundle(one, Ids.New(), StepBy.Trucker));
        await app.StepAsync(ccrn, (steps, one) => steps.Assessed(one, inspect: false));

        var cancelled = await trader.Http.SendAsync(HttpMethod.Delete, $"{Path}/{ccrn}", "");
        var amended = await trader.Http.SendAsync(HttpMethod.Put, $"{Path}/{ccrn}", Samples.Json().With("articles", "wool scarves").ToJsonString());

        Assert.Equal((409, "consignment.bundled"), (cancelled.Status, cancelled.Body.FirstCode()));
        Assert.Equal(200, amended.Status);
        Assert.Equal("bundled", amended.Body.GetProperty("state").GetString());
        Assert.Equal(["bundle", "clear", "amend"], amended.Body.GetProperty("history").EnumerateArray().Select(step => step.GetProperty("act").GetString()));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_trader_sees_every_step_to_the_crossing(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var trader = app.Browse(TradersAtWork.NewTrader());
        var ccrn = await trader.LodgedAsync();
        await app.StepAsync(ccrn, (steps, one) => steps.Bundle(one, Ids.New(), StepBy.Trucker));
        await app.StepAsync(ccrn, (steps, one) => steps.Unbundle(one, StepBy.Trucker));
        await app.StepAsync(ccrn, (steps, one) => steps.Bundle(one, Ids.New(), StepBy.Trucker));
        await app.StepAsync(ccrn, (steps, one) => steps.Assessed(one, inspect: true));
        await app.StepAsync(ccrn, (steps, one) => steps.Assessed(one, inspect: true));
        await app.StepAsync(ccrn, (steps, one) => steps.Inspected(one, release: true));
        await app.StepAsync(ccrn, (steps, one) => steps.Crossed(one, "LMC"));

        var shown = await trader.ShowAsync(ccrn);

        Assert.Equal("crossed", shown.GetProperty("state").GetString());
        Assert.Equal(["bundle", "unbundle", "bundle", "select", "release", "cross"], shown.GetProperty("history").EnumerateArray().Select(step => step.GetProperty("act").GetString()));
        Assert.Equal("LMC", shown.GetProperty("history").EnumerateArray().Last().GetProperty("note").GetString());
        await Assert.ThrowsAsync<WrongStateException>(() => app.StepAsync(ccrn, (steps, one) => steps.Unbundle(one, StepBy.Trucker)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_copy_is_a_consignment_of_its_own(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var trader = app.Browse(TradersAtWork.NewTrader());
        var ccrn = await trader.LodgedAsync(Samples.Json("first"));

        var copied = await trader.Http.SendAsync(HttpMethod.Post, $"{Path}/{ccrn}/copy", $"{{\"expectedOn\":\"{Samples.Day(5)}\",\"packages\":{{\"count\":3}}}}");
        var unknown = await trader.Http.SendAsync(HttpMethod.Post, $"{Path}/10000000000099/copy", "{}");
        var copy = await trader.ShowAsync(copied.Body.GetProperty("ccrn").GetString()!);

        Assert.Equal((201, 404), (copied.Status, unknown.Status));
        Assert.NotEqual(ccrn, copied.Body.GetProperty("ccrn").GetString());
        Assert.Equal((Samples.Day(5), 3, "men's cotton shirts"), (copy.GetProperty("expectedOn").GetString(), copy.GetProperty("packages").GetProperty("count").GetInt32(), copy.GetProperty("articles").GetString()));
        Assert.False(copy.TryGetProperty("message", out _));
    }
}

internal static class StepsInTests
{
    internal static Task<bool> StepAsync(this TestApp app, string ccrn, Action<ConsignmentSteps, Consignment> step) => app.WriteAsync(async write =>
    {
        var steps = write.Get<ConsignmentSteps>();
        step(steps, Assert.Single(await steps.FindAsync([Ccrn.Parse(ccrn)!.Value], default)));
        return true;
    });
}
