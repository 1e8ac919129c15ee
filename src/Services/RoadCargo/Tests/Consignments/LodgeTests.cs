using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneStop.Kit;
using OneStop.Platform.Data;

namespace OneStop.RoadCargo.Tests.Consignments;

public sealed class LodgeTests(CargoApps apps)
{
    private const string Path = "/api/road-cargo/consignments";

    public static TheoryData<DatabaseKind> Engines => CargoApps.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_consignment_is_lodged_and_seen_by_its_trader_alone(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var trader = app.Browse(TradersAtWork.NewTrader());
        using var another = app.Browse(TradersAtWork.NewTrader());

        var (status, answer) = await trader.LodgeAsync(Samples.Json());
        var ccrn = answer.GetProperty("ccrn").GetString()!;
        var shown = await trader.ShowAsync(ccrn);
        var theirs = await another.Http.GetAsync($"{Path}/{ccrn}");
        var list = JsonDocument.Parse(await another.Http.GetStringAsync(Path)).RootElement;

        Assert.Equal((201, "lodged", 14), (status, answer.GetProperty("outcome").GetString(), ccrn.Length));
        Assert.Equal(("lodged", 1, "深圳市海港服装有限公司"), (shown.GetProperty("state").GetString(), shown.GetProperty("version").GetInt32(), shown.GetProperty("consignee").GetProperty("name").GetString()));
        Assert.Equal("rest", shown.GetProperty("channel").GetString());
        Assert.Equal(404, (int)theirs.StatusCode);
        Assert.Equal(0, list.GetProperty("items").GetArrayLength());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Many_are_answered_each_by_itself_in_their_order(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var trader = app.Browse(TradersAtWork.NewTrader());

        var (status, body) = await trader.LodgeAsync(new JsonArray(
            Samples.Json(), Samples.Json().With("packages/count", 0), JsonValue.Create(7), Samples.Json().With("colour", "red"), Samples.Json().With("articles", "general cargo"), Samples.Json().With("packages", "many")));
        var items = body.GetProperty("items").EnumerateArray().ToList();

        Assert.Equal(200, status);
        Assert.Equal((2, 0, 4), (body.GetProperty("lodged").GetInt32(), body.GetProperty("repeated").GetInt32(), body.GetProperty("refused").GetInt32()));
        Assert.Equal([201, 422, 422, 422, 201, 422], items.Select(item => item.GetProperty("status").GetInt32()));
        Assert.Equal(["packages.count.range", "item.not-object", "field.unknown", "field.invalid"], new[] { 1, 2, 3, 5 }.Select(i => items[i].FirstCode()));
        Assert.Equal("Cap. 60L", items[1].GetProperty("errors")[0].GetProperty("rule").GetString());
        Assert.Contains("ceramic tiles", items[4].GetProperty("warnings")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_same_message_sent_again_has_the_same_answer_and_another_one_under_its_name_is_refused(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var trader = app.Browse(TradersAtWork.NewTrader());
        using var another = app.Browse(TradersAtWork.NewTrader());

        var first = await trader.LodgeAsync(Samples.Json("shipment-1"));
        var again = await trader.LodgeAsync(Samples.Json("shipment-1"));
        var reused = await trader.LodgeAsync(Samples.Json("shipment-1").With("packages/count", 13));
        var theirs = await another.LodgeAsync(Samples.Json("shipment-1"));
        var byKey = await trader.LodgeAsync(Samples.Json(), ("Idempotency-Key", "key-1"));
        var byKeyAgain = await trader.LodgeAsync(Samples.Json(), ("Idempotency-Key", "key-1"));
        var twiceInOne = await trader.LodgeAsync(new JsonArray(Samples.Json("twin"), Samples.Json("twin"), Samples.Json("twin").With("articles", "shoes")));
        var twins = twiceInOne.Body.GetProperty("items").EnumerateArray().ToList();

        Assert.Equal((201, 200, 409, 201, 201, 200), (first.Status, again.Status, reused.Status, theirs.Status, byKey.Status, byKeyAgain.Status));
        Assert.Equal(first.Body.GetProperty("ccrn").GetString(), again.Body.GetProperty("ccrn").GetString());
        Assert.Equal("message.reused", reused.Body.FirstCode());
        Assert.NotEqual(first.Body.GetProperty("ccrn").GetString(), theirs.Body.GetProperty("ccrn").GetString());
        Assert.Equal(byKey.Body.GetProperty("ccrn").GetString(), byKeyAgain.Body.GetProperty("ccrn").GetString());
        Assert.Equal([201, 200, 409], twins.Select(item => item.GetProperty("status").GetInt32()));
        Assert.Equal(twins[0].GetProperty("ccrn").GetString(), twins[1].GetProperty("ccrn").GetString());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_message_sent_again_after_its_day_has_the_same_answer(DatabaseKind kind)
    {
        await using var app = await CargoApps.StartAsync(kind, fakeTime: true);
        using var trader = app.Browse(TradersAtWork.NewTrader());
        var body = Samples.Json("late").With("expectedOn", Samples.Day(0));

        var first = await trader.LodgeAsync(body);
        app.Time!.Advance(TimeSpan.FromDays(3));
        var again = await trader.LodgeAsync(body);
        var anew = await trader.LodgeAsync(body.With("message", "other"));

        Assert.Equal((201, 200, 422), (first.Status, again.Status, anew.Status));
        Assert.Equal(first.Body.GetProperty("ccrn").GetString(), again.Body.GetProperty("ccrn").GetString());
        Assert.Equal("expected.past", anew.Body.FirstCode());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Numbers_have_no_gap_and_none_comes_twice_however_many_lodge_at_once(DatabaseKind kind)
    {
        await using var app = await CargoApps.StartAsync(kind);
        var traders = Enumerable.Range(0, 4).Select(_ => app.Browse(TradersAtWork.NewTrader())).ToList();

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => i % 3 == 0
            ? traders[i % 4].LodgeAsync(new JsonArray(Samples.Json(), Samples.Json().With("direction", "sideways"), Samples.Json()))
            : traders[i % 4].LodgeAsync(Samples.Json())));
        var bodies = answers.SelectMany(answer => answer.Body.TryGetProperty("items", out var items) ? items.EnumerateArray().ToList() : [answer.Body]);
        var numbers = bodies.Select(body => body.TryGetProperty("ccrn", out var ccrn) ? ccrn.GetString() : null).OfType<string>()
            .Select(ccrn => long.Parse(ccrn[..13], CultureInfo.InvariantCulture)).Order().ToList();
        traders.ForEach(trader => trader.Dispose());

        Assert.Equal(80, numbers.Count);
        Assert.Equal(Enumerable.Range(1, 80).Select(number => 1_000_000_000_000L + number), numbers);
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("", 400)]
    [InlineData("null", 422)]
    [InlineData("{\"articles\":1}", 422)]
    [InlineData("{\"articles\":\"a\",\"articles\":\"b\"}", 400)]
    [InlineData("{\"articles\":\"\\ud800\"}", 422)]
    [InlineData("{\"packages\":{\"count\":{}}}", 422)]
    [InlineData("[[[[[[[[[[[[]]]]]]]]]]]]", 400)]
    public async Task Bad_JSON_is_a_problem_never_a_failure(string json, int status)
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var trader = app.Browse(TradersAtWork.NewTrader());

        Assert.Equal(status, (await trader.Http.SendAsync(HttpMethod.Post, Path, json)).Status);
    }

    [Fact]
    public async Task Too_many_at_once_and_a_strange_type_are_refused_whole()
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var trader = app.Browse(TradersAtWork.NewTrader());

        var many = await trader.Http.SendAsync(HttpMethod.Post, Path, "[" + string.Join(',', Enumerable.Repeat("{}", 5_001)) + "]");
        var strange = await trader.Http.SendAsync(HttpMethod.Post, Path, "hello", "text/plain");
        var none = await trader.LodgeAsync(new JsonArray());

        Assert.Equal((413, 415, 200), (many.Status, strange.Status, none.Status));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Who_acts_for_nobody_is_forbidden_and_who_acts_for_several_says_for_whom(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var stranger = app.Browse(Guid.CreateVersion7());
        using var visitor = app.Browse();
        var (forwarder, shipper, other) = (TradersAtWork.NewTrader("Swift Forwarding Limited"), TestTraders.NewOrganisation("Shipper"), TestTraders.NewOrganisation("Other"));
        TestTraders.Give(forwarder.Person, new(shipper, forwarder.Organisation), "road-cargo:lodge");
        using var agent = app.Browse(forwarder);
        var person = Guid.CreateVersion7();
        TestTraders.Give(person, new(shipper, shipper), "road-cargo:lodge");
        TestTraders.Give(person, new(other, other), "road-cargo:lodge");
        using var both = app.Browse(person);

        var forNobody = await stranger.LodgeAsync(Samples.Json());
        var unknown = await visitor.LodgeAsync(Samples.Json());
        var own = await agent.LodgedAsync();
        var forShipper = await agent.Http.SendAsync(HttpMethod.Post, $"{Path}?trader={shipper.Number}", Samples.Json().ToJsonString());
        var notTheirs = await agent.Http.SendAsync(HttpMethod.Post, $"{Path}?trader={other.Number}", Samples.Json().ToJsonString());
        var which = await both.LodgeAsync(Samples.Json());
        var said = await both.Http.SendAsync(HttpMethod.Post, $"{Path}?trader={other.Id}", Samples.Json().ToJsonString());
        var mine = await both.Http.GetAsync($"{Path}/{forShipper.Body.GetProperty("ccrn").GetString()}?trader={shipper.Id}");

        Assert.Equal((403, 401, 201, 403, 422, 201, 200), (forNobody.Status, unknown.Status, forShipper.Status, notTheirs.Status, which.Status, said.Status, (int)mine.StatusCode));
        Assert.Contains(other.Number, which.Body.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(404, (int)(await agent.Http.GetAsync($"{Path}/{own}?trader={shipper.Id}")).StatusCode);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_list_goes_page_by_page_from_the_newest(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var trader = app.Browse(TradersAtWork.NewTrader());
        var lodged = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            lodged.Add(await trader.LodgedAsync(Samples.Json().With("expectedOn", Samples.Day(i))));
        }

        async Task<(List<string> Ccrns, string? After)> ListAsync(string query)
        {
            var page = JsonDocument.Parse(await trader.Http.GetStringAsync($"{Path}?{query}")).RootElement;
            return ([.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("ccrn").GetString()!)], page.TryGetProperty("after", out var after) ? after.GetString() : null);
        }

        var first = await ListAsync("limit=2");
        var second = await ListAsync($"limit=2&after={first.After}");
        var third = await ListAsync($"limit=2&after={second.After}");

        Assert.Equal(Enumerable.Reverse(lodged), [.. first.Ccrns, .. second.Ccrns, .. third.Ccrns]);
        Assert.Null(third.After);
        Assert.Equal([lodged[3]], (await ListAsync($"expectedOn={Samples.Day(3)}")).Ccrns);
        Assert.Equal(5, (await ListAsync("state=lodged")).Ccrns.Count);
        Assert.Empty((await ListAsync("state=crossed")).Ccrns);
        Assert.Equal(422, (int)(await trader.Http.GetAsync($"{Path}?state=lost&limit=0&after=x&expectedOn=soon")).StatusCode);
    }
}
