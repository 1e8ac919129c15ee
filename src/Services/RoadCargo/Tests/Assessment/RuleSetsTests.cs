using System.Text.Json;
using OneStop.Kit;
using OneStop.Platform.Data;

namespace OneStop.RoadCargo.Tests.Assessment;

public sealed class RuleSetsTests(BorderApps apps) : IClassFixture<BorderApps>
{
    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    [Theory, MemberData(nameof(Engines))]
    public async Task Rules_come_into_force_by_two_officers_after_a_replay_that_says_what_they_would_have_stopped(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var (fireworks, _, _) = await app.TruckAsync(BorderWork.NewPlate(), "Toy fireworks, 1.4G");
        var (ivory, _, _) = await app.TruckAsync(BorderWork.NewPlate(), "Ivory chess pieces");
        await app.TruckAsync(BorderWork.NewPlate());
        var number = await app.ProposeAsync("""{"field":"articles","mentions":["firework","煙花"]}""");
        var approve = $"/api/road-cargo/rule-sets/{number}/approve";

        var unseen = await app.Analyst(BorderApps.SecondAnalyst).SendAsync(HttpMethod.Post, approve, new { });
        var (_, difference) = await app.SimulateAsync(number);
        var (_, again) = await app.SimulateAsync(number);
        var own = await app.Analyst().SendAsync(HttpMethod.Post, approve, new { });
        var approved = await app.Analyst(BorderApps.SecondAnalyst).SendAsync(HttpMethod.Post, approve, new { });
        var twice = await app.Analyst(BorderApps.SecondAnalyst).SendAsync(HttpMethod.Post, approve, new { });

        Assert.Equal((422, "rules.not-replayed"), (unseen.Status, unseen.Body.Problems()[0].Code));
        Assert.Equal((403, "rules.second-officer"), (own.Status, own.Body.Problems()[0].Code));
        Assert.Equal((200, "active", 409), (approved.Status, approved.Body.Text("state"), twice.Status));
        Assert.Equal(difference.GetRawText(), again.GetRawText());
        Assert.Contains(fireworks, difference.GetProperty("added").EnumerateArray().Select(ccrn => ccrn.GetString()));
        Assert.Contains(ivory, difference.GetProperty("removed").EnumerateArray().Select(ccrn => ccrn.GetString()));
        Assert.Equal(difference.GetProperty("stopped").GetInt32() + difference.GetProperty("moreStopped").GetInt32() - difference.GetProperty("fewerStopped").GetInt32(), difference.GetProperty("wouldStop").GetInt32());
        Assert.Equal("inspect", (await app.TruckAsync(BorderWork.NewPlate(), "Fireworks")).Bundle.Text("instruction"));
        Assert.Equal(1, await app.CountAsync("SELECT COUNT(*) FROM roadcargo_rule_sets WHERE state = 'Active'"));
        await app.BringIntoForceAsync(BorderWork.Ivory);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Reasons_are_shown_to_risk_officers_for_a_purpose_that_stays_on_record(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var (ccrn, bundle, shipper) = await app.TruckAsync(BorderWork.NewPlate(), "古董象牙擺設");

        var without = await app.Analyst().SendAsync(HttpMethod.Get, $"/api/road-cargo/assessments?ccrn={ccrn}");
        var (status, explained) = await app.Analyst().SendAsync(HttpMethod.Get, $"/api/road-cargo/assessments?ccrn={ccrn}&purpose=Complaint%2017");

        Assert.Equal((422, 200), (without.Status, status));
        var assessment = Assert.Single(explained.EnumerateArray());
        Assert.Equal("inspect", assessment.Text("lane"));
        Assert.Equal("articles: 象牙", assessment.GetProperty("reasons")[0].GetProperty("evidence")[0].GetString());
        Assert.Equal(1, await app.CountAsync($"SELECT COUNT(*) FROM audit_lines WHERE action = 'risk-reasons.viewed' AND subject = 'consignment/{ccrn}' AND purpose = 'Complaint 17'"));
        foreach (var seen in new[] { bundle.GetRawText(), (await app.SeenByAsync(shipper, ccrn)).GetRawText(), (await app.Browse().OpenAsync($"/en/road-cargo/driver/{bundle.Text("code")}")).Source })
        {
            Assert.DoesNotContain("r-1", seen, StringComparison.Ordinal);
            Assert.DoesNotContain("As the test says", seen, StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Nobody_but_risk_officers_sees_or_touches_rules(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var number = await app.ProposeAsync("""{"field":"plate","is":["ZZ1"]}""");
        var reads = new[] { "/api/road-cargo/rule-sets", $"/api/road-cargo/rule-sets/{number}", "/api/road-cargo/assessments?ccrn=1&purpose=x", "/en/road-cargo/risk", $"/en/road-cargo/risk/{number}" };

        foreach (var path in reads)
        {
            Assert.Equal(401, (await app.Browse().SendAsync(HttpMethod.Get, path)).Status);
            Assert.Equal(403, (await app.Guard().SendAsync(HttpMethod.Get, path)).Status);
            Assert.Equal(403, (await app.Browse(BorderWork.NewTrucker()).SendAsync(HttpMethod.Get, path)).Status);
        }

        Assert.Equal(403, (await app.Guard().SendAsync(HttpMethod.Post, $"/api/road-cargo/rule-sets/{number}/approve", new { })).Status);
        Assert.Equal(404, (await app.Analyst().SendAsync(HttpMethod.Get, "/api/road-cargo/rule-sets/9999")).Status);
        Assert.Equal(404, (await app.Analyst().SendAsync(HttpMethod.Post, "/api/road-cargo/rule-sets/9999/approve", new { })).Status);
        Assert.Equal(200, (await app.Analyst().SendAsync(HttpMethod.Get, $"/api/road-cargo/rule-sets/{number}")).Status);
        Assert.Equal(1, await app.CountAsync($"SELECT COUNT(*) FROM audit_lines WHERE action = 'risk-rules.viewed' AND subject = 'rule-set/{number}'"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_set_with_slips_is_refused_with_their_places(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var rules = JsonDocument.Parse("""{"inspectAt":100,"sample":{"perMille":20,"seed":"s"},"rules":[{"id":"a","score":1,"reason":{"en":"r","zhHant":"由"},"when":{"field":"weight","atLeast":1}}]}""");

        var wrong = await app.Analyst().SendAsync(HttpMethod.Post, "/api/road-cargo/rule-sets", new { purpose = " ", rules = rules.RootElement });
        var none = await app.Analyst().SendAsync(HttpMethod.Post, "/api/road-cargo/rule-sets", new { purpose = "A test" });

        Assert.Equal((422, 422), (wrong.Status, none.Status));
        Assert.Equal([("purpose", "purpose.missing"), ("rules/rules/0/when/field", "rules.no-such-field")], wrong.Body.Problems());
        Assert.Equal([("rules", "rules.json")], none.Body.Problems());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_pages_propose_replay_refuse_and_withdraw(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var first = app.Analyst();
        using var second = app.Analyst(BorderApps.SecondAnalyst);
        var page = await first.OpenAsync("/en/road-cargo/risk");

        var slip = await first.SubmitAsync(page, new() { ["why"] = "Catch parrots", ["rules"] = """{"inspectAt":100}""" }, "#propose");
        var proposed = await first.SubmitAsync(page, new() { ["why"] = "Catch parrots" }, "#propose");
        var replayed = await first.SubmitAsync(proposed, [], "#replay");
        var early = await first.SubmitAsync(proposed, new() { ["day"] = "2099-01-01" }, "#replay");
        var seen = await second.OpenAsync(proposed.Path);
        var wordless = await second.SubmitAsync(seen, [], "#refuse");
        var refused = await second.SubmitAsync(seen, new() { ["words"] = "Too wide" }, "#refuse");
        var other = await first.SubmitAsync(page, new() { ["why"] = "Catch turtles" }, "#propose");
        var withdrawn = await first.SubmitAsync(other, [], "#withdraw");

        Assert.Contains(slip.Errors, error => error.Field == "rules" && error.Message.Contains("rules/sample", StringComparison.Ordinal));
        Assert.Contains("Catch parrots", proposed.Text, StringComparison.Ordinal);
        Assert.Contains("Ann Analyst", proposed.Text, StringComparison.Ordinal);
        Assert.Null(proposed.Html.QuerySelector("#approve"));
        Assert.NotNull(replayed.Html.QuerySelector("#replays + table"));
        Assert.Equal("day", Assert.Single(early.Errors).Field);
        Assert.Equal("words", Assert.Single(wordless.Errors).Field);
        Assert.Contains("Too wide", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Withdrawn", withdrawn.Text, StringComparison.Ordinal);
        var (ccrn, _, _) = await app.TruckAsync(BorderWork.NewPlate());
        var unasked = await first.SubmitAsync(page, new() { ["ccrn"] = ccrn }, "#explain");
        var explained = await first.SubmitAsync(page, new() { ["ccrn"] = ccrn, ["purpose"] = "A test" }, "#explain");
        Assert.Equal("purpose", Assert.Single(unasked.Errors).Field);
        Assert.Contains("Cleared, score 0", explained.Text, StringComparison.Ordinal);
    }
}
