using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Audit.Contracts;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.Audit.Tests;

public sealed class PagesTests(AuditApps apps) : IClassFixture<AuditApps>
{
    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    [Theory, MemberData(nameof(Engines))]
    public async Task An_auditor_searches_and_the_search_is_recorded(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var (person, officer, auditor) = (Ids.New(), Ids.New(), Ids.New());
        await app.RecordAsync("weighing.viewed", ActorKind.Officer, officer, "cr:registrar", person, "To compare with the passport");
        await app.RecordAsync("thing.done", ActorKind.Person, person, "", null);
        using var browser = app.Browse(auditor, ["dpo:auditor"]);

        var bare = await browser.OpenAsync("/en/audit");
        var byPerson = await browser.SubmitAsync(bare, new() { ["person"] = person.ToString() }, "#search");
        var byAction = await browser.SubmitAsync(bare, new() { ["act"] = "weighing." }, "#search");
        var byActor = await browser.OpenAsync($"/zh-Hant/audit?search=true&actor={person}&from=2026-01-01&to=2099-12-31");
        var nothing = await browser.OpenAsync("/en/audit?search=true&subject=nobody&to=2001-01-01");

        Assert.Empty(bare.Html.QuerySelectorAll("tbody tr"));
        Assert.Contains("To compare with the passport", byPerson.Text, StringComparison.Ordinal);
        Assert.Equal(2, byPerson.Html.QuerySelectorAll("tbody tr").Length);
        Assert.Single(byAction.Html.QuerySelectorAll("tbody tr"));
        Assert.Contains("thing.done", Assert.Single(byActor.Html.QuerySelectorAll("tbody tr")).TextContent, StringComparison.Ordinal);
        Assert.NotNull(nothing.Html.QuerySelector("#none"));
        var searches = await app.InScopeAsync(scope => scope.GetRequiredService<AuditDb>().Lines.Where(line => line.Action == "audit.searched" && line.ActorId == auditor).OrderBy(line => line.Id).ToListAsync());
        Assert.Equal([person, null, null, null], searches.Select(line => line.PersonId));
        Assert.All(searches, line => Assert.Equal((auditor, "dpo:auditor"), (line.ActorId, line.ActorName)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Older_lines_follow_page_by_page_each_once(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var person = Ids.New();
        await app.WriteAsync(async write =>
        {
            for (var i = 0; i < 120; i++)
            {
                await write.Get<IAudit>().RecordAsync(new AuditLine("page.read", $"paged/{i}", person));
            }

            return true;
        });
        using var auditor = app.Browse(Ids.New(), ["dpo:auditor"]);
        using var themselves = app.Browse(person);

        var seen = await AllAsync(auditor, "/en/audit?search=true&act=page.");
        var own = await AllAsync(themselves, "/en/account/activity");

        Assert.Equal(120, seen.Distinct().Count());
        Assert.Equal(120, seen.Count);
        Assert.Equal(120, own.Count);
    }

    [Theory]
    [InlineData("from=yesterday", "from")]
    [InlineData("to=2026-13-01", "to")]
    [InlineData("from=0001-01-01", "from")]
    [InlineData("to=9999-12-31", "to")]
    [InlineData("from=2026-02-01&to=2026-01-01", "to")]
    [InlineData("actor=amy", "actor")]
    [InlineData("person=%27%20OR%201=1", "person")]
    public async Task A_search_that_cannot_be_understood_is_refused_beside_its_field(string query, string field)
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var auditor = app.Browse(Ids.New(), ["dpo:auditor"]);

        var page = await auditor.OpenAsync($"/en/audit?search=true&{query}");

        Assert.Equal(field, Assert.Single(page.Errors).Field);
        Assert.Empty(page.Html.QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task The_trail_is_for_auditors_and_the_activity_for_the_person()
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Browse().OpenAsync("/en/audit")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.Browse(Ids.New()).OpenAsync("/en/audit")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.Browse(Ids.New(), ["cr:registrar", "cr:auditor"]).OpenAsync("/en/audit")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Browse().OpenAsync("/en/account/activity")).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.Browse(Ids.New(), ["dpo:auditor"]).OpenAsync("/en/audit?search=nonsense&before=nonsense")).Status);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_person_reads_who_looked_by_department_and_post_and_nothing_of_others(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        var (person, other, officer) = (Ids.New(), Ids.New(), Ids.New());
        await app.RecordAsync("account.signed-in", ActorKind.Person, person, "", person);
        await app.RecordAsync("case.unsealed", ActorKind.Officer, officer, "cr:registrar", person, "To compare");
        await app.RecordAsync("made.up", ActorKind.Officer, officer, "xx:clerk", person);
        await app.RecordAsync("filing.refused", ActorKind.Officer, officer, "cr:registrar", other);
        await app.RecordAsync("refund.paid", ActorKind.System, null, "job refunds", person);

        var page = await app.Browse(person).OpenAsync("/en/account/activity");
        var rows = page.Html.QuerySelectorAll(".entry").Select(entry => string.Join(" | ", entry.QuerySelectorAll(".govuk-body").Select(line => string.Join(' ', line.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))))).ToList();

        Assert.Equal(
            [
                "Refund paid | The system",
                "made.up | xx, clerk",
                "Hidden details of a case looked at | Companies Registry, registrar | Reason given: To compare",
                "Signed in | You",
            ],
            rows);
        Assert.DoesNotContain(officer.ToString(), page.Source, StringComparison.Ordinal);
        Assert.Contains("公司註冊處註冊主任", (await app.Browse(person).OpenAsync("/zh-Hant/account/activity")).Text, StringComparison.Ordinal);
    }

    private static async Task<List<string>> AllAsync(Browser browser, string first)
    {
        var rows = new List<string>();
        for (var next = first; next is not null;)
        {
            var page = await browser.OpenAsync(next);
            rows.AddRange(page.Html.QuerySelectorAll("tbody tr, .entry").Select(row => row.TextContent));
            next = page.Html.QuerySelector(".govuk-pagination__next a")?.GetAttribute("href");
        }

        return rows;
    }
}
