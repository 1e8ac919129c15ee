using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.Observatory.Tests.Warnings;

/// <summary>Kinds: WTCSGNL, WFIRE, WL, WTMW, WHOT.</summary>
public sealed class WarningsApiTests(DeskApps apps)
{
    public static TheoryData<DatabaseKind> Engines => DeskApps.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_typhoons_signals_rise_and_are_cancelled_the_highest_by_two(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var first = app.First();
        using var second = app.Second();
        var (one, eight, cancel) = (Ids.New(), Ids.New(), Ids.New());

        var proposed = await first.ProposeAsync(one, "WTCSGNL", "TC1", "issue");
        var again = await first.ProposeAsync(one, "WTCSGNL", "TC1", "issue");
        var released = await first.ReleaseAsync(one);
        var releasedAgain = await first.ReleaseAsync(one);
        var waiting = await first.ProposeAsync(eight, "WTCSGNL", "TC8NE", "update");
        var alone = await first.ReleaseAsync(eight);
        var byTwo = await second.ReleaseAsync(eight);
        var inForce = await app.InForceAsync("WTCSGNL");
        await second.ProposeAsync(cancel, "WTCSGNL", "TC8NE", "cancel");
        var cancelledAlone = await second.ReleaseAsync(cancel);
        var cancelled = await first.ReleaseAsync(cancel);

        Assert.Equal([201, 200, 200, 200], [proposed.Status, again.Status, released.Status, releasedAgain.Status]);
        Assert.Equal(("draft", "waiting"), (proposed.Body.GetProperty("state").GetString(), waiting.Body.GetProperty("state").GetString()));
        Assert.EndsWith("+08:00", released.Body.GetProperty("issuedAt").GetString(), StringComparison.Ordinal);
        Assert.Equal((403, "warning.second-forecaster"), (alone.Status, alone.Body.FirstCode()));
        Assert.Equal((200, "TC8NE"), (byTwo.Status, Assert.Single(inForce)));
        Assert.Equal((403, 200), (cancelledAlone.Status, cancelled.Status));
        Assert.Empty(await app.InForceAsync("WTCSGNL"));
        Assert.Equal(3, await app.CountAsync($"SELECT COUNT(*) FROM platform_events WHERE name = 'observatory.warning-released.v1' AND json LIKE '%{released.Body.GetProperty("chain").GetString()}%'"));
        Assert.Equal(1, await app.TimesAuditedAsync(eight, "warning.released"));
        Assert.Equal(1, await app.TimesAuditedAsync(one, "warning.proposed"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Of_two_releases_at_once_the_second_learns_of_the_first(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var first = app.First();
        using var second = app.Second();
        var (yellow, red) = (Ids.New(), Ids.New());
        await first.ProposeAsync(yellow, "WFIRE", "WFIREY", "issue");
        await second.ProposeAsync(red, "WFIRE", "WFIRER", "issue");

        var both = await Task.WhenAll(first.ReleaseAsync(yellow), second.ReleaseAsync(red));
        var inForce = Assert.Single(await app.InForceAsync("WFIRE"));
        var cancel = Ids.New();
        await first.ProposeAsync(cancel, "WFIRE", inForce, "cancel");
        var sameTwice = await Task.WhenAll(first.ReleaseAsync(cancel), second.ReleaseAsync(cancel));

        Assert.Equal([200, 422], both.Select(answer => answer.Status).Order());
        Assert.Equal("warning.in-force", both.Single(answer => answer.Status == 422).Body.FirstCode());
        Assert.Equal([200, 409], sameTwice.Select(answer => answer.Status).Order());
        Assert.Equal(1, await app.TimesAuditedAsync(cancel, "warning.released"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_language_that_is_missing_refuses_the_release_and_the_draft_stays(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var first = app.First();
        var (missing, converted) = (Ids.New(), Ids.New());
        object Body(Guid id, bool convert) => new { id, kind = "WL", code = "WL", action = "issue", convert, contents = new[] { new { en = "Slopes may fail.", zhHant = "斜坡可能倒塌，請遠離。" } } };

        var proposed = await first.SendAsync("/api/weather/warnings", Body(missing, convert: false));
        var refused = await first.ReleaseAsync(missing);
        var kept = await first.Http.GetFromJsonAsync<JsonElement>($"/api/weather/warnings/{missing}");
        await first.SendAsync($"/api/weather/warnings/{missing}/withdraw", new { });
        await first.SendAsync("/api/weather/warnings", Body(converted, convert: true));
        var released = await first.ReleaseAsync(converted);

        Assert.Equal("warning.language-missing", proposed.Body.GetProperty("obstacles")[0].GetProperty("code").GetString());
        Assert.Equal((422, "warning.language-missing"), (refused.Status, refused.Body.FirstCode()));
        Assert.Equal("draft", kept.GetProperty("state").GetString());
        Assert.Equal(200, released.Status);
        Assert.Equal(1, await app.CountAsync($"SELECT COUNT(*) FROM observatory_warnings WHERE kind = 'WL' AND contents LIKE '%斜坡可能倒塌，请远离。%' AND is_converted = {(kind == DatabaseKind.Sqlite ? "1" : "TRUE")}"));
        Assert.Equal(1, await app.TimesAuditedAsync(missing, "warning.withdrawn"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Whatever_many_release_at_once_one_chain_follows_another(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var first = app.First();
        using var second = app.Second();
        string[] script = ["issue", "issue", "cancel", "issue", "reissue", "cancel", "cancel", "issue"];

        foreach (var acts in script.Chunk(2))
        {
            var proposed = await Task.WhenAll(acts.SelectMany(act => new[] { Propose(first, act), Propose(second, act) }));
            await Task.WhenAll(proposed.Select(proposal => proposal.By.ReleaseAsync(proposal.Id)));
        }

        var steps = await app.InScopeAsync(scope => scope.GetRequiredService<ObservatoryDb>().Warnings.Where(step => step.Kind == "WHOT").OrderBy(step => step.IssuedAt).ThenBy(step => step.Id).ToListAsync());
        Assert.Equal(WarningAction.Issue, steps[0].Action);
        Assert.All(steps.Zip(steps.Skip(1)), pair => Assert.Equal(pair.First.Action == WarningAction.Cancel, pair.Second.Action == WarningAction.Issue));
        Assert.All(steps.Zip(steps.Skip(1)), pair => Assert.Equal(pair.Second.Action != WarningAction.Issue, pair.First.Chain == pair.Second.Chain));
        Assert.True(steps.Count >= 3);

        static async Task<(Browser By, Guid Id)> Propose(Browser forecaster, string action)
        {
            var id = Ids.New();
            await forecaster.ProposeAsync(id, "WHOT", "WHOT", action);
            return (forecaster, id);
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Bad_input_is_a_problem_that_names_the_field(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var first = app.First();
        var id = Ids.New();
        (object Body, string Code)[] bad =
        [
            (new { kind = "WTMW", code = "WTMW", action = "issue" }, "id.missing"),
            (new { id = Guid.Empty, kind = "WTMW", code = "WTMW", action = "issue" }, "id.missing"),
            (new { id, kind = "WXYZ", code = "WTMW", action = "issue" }, "kind.unknown"),
            (new { id, kind = "WTMW", code = "WRAINA", action = "issue" }, "code.unknown"),
            (new { id, kind = "WTMW", code = "WTMW", action = "raise" }, "action.unknown"),
            (new { id, kind = "WTMW", code = "WTMW", action = "0" }, "action.unknown"),
            (new { id, kind = "WTMW", code = "WTMW", action = (string?)null }, "action.unknown"),
            (new { id, kind = "WTMW", code = "WTMW", action = "issue", issuedAt = "yesterday" }, "time"),
            (new { id, kind = "WTMW", code = "WTMW", action = "issue", expiresAt = "9999-12-31T23:59:59Z" }, "time"),
            (new { id, kind = "WTMW", code = "WTMW", action = "issue", contents = new[] { new { en = new string('x', 13000) } } }, "contents.too-long"),
        ];

        foreach (var (body, code) in bad)
        {
            var answer = await first.SendAsync("/api/weather/warnings", body);
            Assert.Equal((422, code), (answer.Status, answer.Body.FirstCode()));
        }

        foreach (var raw in (string[])["", "null", "[]", "{", """{"id":5}""", """{"id":"x"}""", """{"contents":{}}"""])
        {
            using var content = new StringContent(raw, System.Text.Encoding.UTF8, "application/json");
            using var answer = await first.Http.PostAsync("/api/weather/warnings", content);
            Assert.InRange((int)answer.StatusCode, 400, 499);
        }

        Assert.Equal(201, (await first.SendAsync("/api/weather/warnings", new { id, kind = "WTMW", code = "WTMW", action = "issue", contents = new object?[] { null } })).Status);
        Assert.Equal((409, "id.taken"), await first.ProposeAsync(id, "WTMW", "WTMW", "cancel") is var other ? (other.Status, other.Body.FirstCode()) : default);
        Assert.Equal(404, (await first.ReleaseAsync(Ids.New())).Status);
        Assert.Equal(404, (await first.SendAsync($"/api/weather/warnings/{Ids.New()}/withdraw", new { })).Status);
    }

    [Fact]
    public async Task Only_forecasters_may()
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var registrar = app.Browse(Ids.New(), ["cr:registrar"]);
        using var nobody = app.Browse();

        Assert.Equal(403, (await registrar.ProposeAsync(Ids.New(), "WTMW", "WTMW", "issue")).Status);
        Assert.Equal(401, (await nobody.ProposeAsync(Ids.New(), "WTMW", "WTMW", "issue")).Status);
        Assert.Equal(401, (await nobody.ReleaseAsync(Ids.New())).Status);
    }
}
