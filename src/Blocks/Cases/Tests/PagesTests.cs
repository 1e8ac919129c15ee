using System.Net;
using OneStop.Cases.Contracts;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.Cases.Tests;

public sealed class PagesTests(Engines engines) : IClassFixture<Engines>
{
    private static readonly string[] Pages = ["", "/decide", "/second"];

    public static TheoryData<DatabaseKind> Kinds => Engines.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Cases_are_for_the_officers_of_their_desk(DatabaseKind kind)
    {
        var app = await engines.OnAsync(kind);
        var id = await app.OpenAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.App.Browse().OpenAsync("/en/cases")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.App.Browse(Ids.New()).OpenAsync("/en/cases")).Status);
        foreach (var page in Pages)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await app.App.Browse().OpenAsync($"/en/cases/{id}{page}")).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await app.App.Browse(Ids.New()).OpenAsync($"/en/cases/{id}{page}")).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await app.Officer(CasesApp.Cashier, "try:cashier", "ird:registrar", "cr:clerk").OpenAsync($"/en/cases/{id}{page}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await app.Officer().OpenAsync($"/en/cases/{Ids.New()}{page}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await app.Officer().OpenAsync($"/en/cases/nonsense{page}")).Status);
            Assert.Equal(HttpStatusCode.OK, (await app.Officer().OpenAsync($"/en/cases/{id}{page}")).Status);
        }

        var others = await app.Officer(CasesApp.Cashier, "try:cashier").OpenAsync("/en/cases");
        Assert.Contains("There are no such cases.", others.Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_queue_shows_mine_those_without_an_officer_and_all(DatabaseKind kind)
    {
        await using var app = await CasesApp.StartAsync(kind);
        var (mine, free) = (await app.OpenAsync(), await app.OpenAsync());
        using var officer = app.Officer();
        await officer.SubmitAsync(await officer.OpenAsync($"/en/cases/{mine}"), form: "#assign");

        Assert.Equal([mine], Listed(await officer.OpenAsync("/en/cases?show=mine")));
        Assert.Equal([free], Listed(await officer.OpenAsync("/en/cases?show=unassigned")));
        Assert.Equal([mine, free], Listed(await officer.OpenAsync("/en/cases?show=all")));
        Assert.Equal([mine, free], Listed(await officer.OpenAsync("/en/cases?show=nonsense&at=-5")));
        Assert.Empty(Listed(await officer.OpenAsync("/zh-Hant/cases?at=999")));
        Assert.Contains("Rita Registrar", (await officer.OpenAsync("/zh-Hant/cases")).Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_officer_takes_a_case_and_gives_it_back_and_another_takes_it_over(DatabaseKind kind)
    {
        var app = await engines.OnAsync(kind);
        var id = await app.OpenAsync();
        using var first = app.Officer();
        using var second = app.Officer(CasesApp.SecondRegistrar);

        var taken = await first.SubmitAsync(await first.OpenAsync($"/en/cases/{id}"), form: "#assign");
        var stale = await first.OpenAsync($"/en/cases/{id}");
        var over = await second.SubmitAsync(await second.OpenAsync($"/en/cases/{id}"), form: "#assign");
        var late = await first.SubmitAsync(stale, form: "#unassign");
        var back = await second.SubmitAsync(over, form: "#unassign");

        Assert.Contains("Rita Registrar", taken.Text, StringComparison.Ordinal);
        Assert.Contains("Sam Second", over.Text, StringComparison.Ordinal);
        Assert.Contains("on another officer’s desk", Told(late), StringComparison.Ordinal);
        Assert.Contains("Nobody yet", back.Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Sealed_details_show_once_to_an_officer_who_says_why_and_the_party_can_read_it(DatabaseKind kind)
    {
        var app = await engines.OnAsync(kind);
        var id = await app.OpenAsync(parties: [Ids.New(), Ids.New()]);
        using var officer = app.Officer();

        var seen = await officer.OpenAsync($"/en/cases/{id}");
        var refused = await officer.SubmitAsync(seen, new() { ["purpose"] = " x " }, "#reveal");
        var shown = await officer.SubmitAsync(seen, new() { ["purpose"] = "To compare with the passport" }, "#reveal");
        var again = await officer.OpenAsync($"/en/cases/{id}");

        Assert.DoesNotContain("A123456(3)", seen.Source + refused.Source + again.Source, StringComparison.Ordinal);
        Assert.Equal("purpose", Assert.Single(refused.Errors).Field);
        Assert.Contains("A123456(3)", shown.Text, StringComparison.Ordinal);
        Assert.Equal(2, await app.TimesAuditedAsync(id, "case.unsealed"));
        Assert.Equal(4, await app.TimesAuditedAsync(id, "case.viewed"));
        Assert.Equal(2, await app.CountAsync($"SELECT COUNT(*) FROM audit_lines WHERE subject = 'case/{id}' AND purpose = 'To compare with the passport'"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Notes_stay_among_officers_and_an_empty_or_long_one_is_refused(DatabaseKind kind)
    {
        var app = await engines.OnAsync(kind);
        var id = await app.OpenAsync();
        using var officer = app.Officer();
        var page = await officer.OpenAsync($"/en/cases/{id}");

        var empty = await officer.SubmitAsync(page, new() { ["note"] = " \u0007 " }, "#add-note");
        var tooLong = await officer.SubmitAsync(page, new() { ["note"] = new string('x', 2001) }, "#add-note");
        var kept = await officer.SubmitAsync(page, new() { ["note"] = "Asked the <b>bank</b>\u0007.\nWaiting." }, "#add-note");

        Assert.Equal("note", Assert.Single(empty.Errors).Field);
        Assert.Contains("Shorten it by 1", Assert.Single(tooLong.Errors).Message, StringComparison.Ordinal);
        Assert.Contains(new string('x', 2001), tooLong.Source, StringComparison.Ordinal);
        Assert.Contains("Asked the <b>bank</b>. Waiting.", kept.Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_decision_is_checked_confirmed_and_told_once(DatabaseKind kind)
    {
        var app = await engines.OnAsync(kind);
        var party = Ids.New();
        var id = await app.OpenAsync(parties: party);
        using var officer = app.Officer();
        var form = await officer.OpenAsync($"/en/cases/{id}/decide");

        var nothing = await officer.SubmitAsync(form);
        var unreasoned = await officer.SubmitAsync(form, new() { ["decision"] = "refuse", ["note"] = "Words kept" });
        var unknown = await officer.SubmitAsync(form, new() { ["decision"] = "return", ["reasonCodes"] = "made-up" });
        var check = await officer.SubmitAsync(form, new() { ["decision"] = "return", ["reasonCodes"] = "name-unclear", ["note"] = "Please spell it out." });
        var changed = await officer.SubmitAsync(check, form: "#confirm", button: "[formaction]");
        var decided = await officer.SubmitAsync(check, form: "#confirm");

        Assert.Equal("decision", Assert.Single(nothing.Errors).Field);
        Assert.Equal("reasonCodes", Assert.Single(unreasoned.Errors).Field);
        Assert.Contains("Words kept", unreasoned.Source, StringComparison.Ordinal);
        Assert.Equal("reasonCodes", Assert.Single(unknown.Errors).Field);
        Assert.Equal("Check the decision", check.Heading);
        Assert.Equal("Decide the case", changed.Heading);
        Assert.Contains("Please spell it out.", changed.Source, StringComparison.Ordinal);
        Assert.EndsWith($"/cases/{id}", decided.Path, StringComparison.Ordinal);
        Assert.Contains("Return for correction", decided.Text, StringComparison.Ordinal);
        Assert.Contains("The name is not clear.", decided.Text, StringComparison.Ordinal);
        Assert.Equal(1, await app.TimesDecidedAsync(id));
        Assert.Equal(1, await app.TimesAuditedAsync(id, "case.decided"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Of_two_officers_at_once_the_second_is_told(DatabaseKind kind)
    {
        var app = await engines.OnAsync(kind);
        var id = await app.OpenAsync();
        using var first = app.Officer();
        using var second = app.Officer(CasesApp.SecondRegistrar);
        var approval = await first.SubmitAsync(await first.OpenAsync($"/en/cases/{id}/decide"), new() { ["decision"] = "approve" });
        var refusal = await second.SubmitAsync(await second.OpenAsync($"/en/cases/{id}/decide"), new() { ["decision"] = "refuse", ["reasonCodes"] = "address-missing" });

        var answers = await Task.WhenAll(first.SubmitAsync(approval, form: "#confirm"), second.SubmitAsync(refusal, form: "#confirm"));

        var told = Assert.Single(answers, answer => Told(answer).Length > 0);
        Assert.Contains("Another officer has decided this case already.", Told(told), StringComparison.Ordinal);
        Assert.Equal(1, await app.TimesDecidedAsync(id));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task With_four_eyes_the_one_who_proposed_does_not_confirm(DatabaseKind kind)
    {
        var app = await engines.OnAsync(kind);
        var id = await app.OpenAsync(fourEyes: true);
        using var first = app.Officer();
        using var second = app.Officer(CasesApp.SecondRegistrar);

        var check = await first.SubmitAsync(await first.OpenAsync($"/en/cases/{id}/decide"), new() { ["decision"] = "approve" });
        var proposed = await first.SubmitAsync(check, form: "#confirm");
        var own = await first.OpenAsync($"/en/cases/{id}/second");
        var silent = await second.SubmitAsync(await second.OpenAsync($"/en/cases/{id}/second"), new() { ["answer"] = "send-back" });
        var sentBack = await second.SubmitAsync(silent, new() { ["answer"] = "send-back", ["words"] = "The word Bank needs the Monetary Authority." });

        Assert.Contains("This goes to a second officer.", check.Text, StringComparison.Ordinal);
        Assert.Contains("Awaiting a second officer", proposed.Text, StringComparison.Ordinal);
        Assert.Contains("another officer must confirm it", Told(own), StringComparison.Ordinal);
        Assert.Equal("words", Assert.Single(silent.Errors).Field);
        Assert.Contains("needs the Monetary Authority", sentBack.Text, StringComparison.Ordinal);
        Assert.Equal(0, await app.TimesDecidedAsync(id));

        await first.SubmitAsync(check, form: "#confirm");
        var confirmed = await second.SubmitAsync(await second.OpenAsync($"/en/cases/{id}/second"), new() { ["answer"] = "confirm" });

        Assert.Contains("Confirmed by Sam Second", confirmed.Text, StringComparison.Ordinal);
        Assert.Equal(1, await app.TimesDecidedAsync(id));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_proposal_can_be_taken_back_and_a_return_needs_no_second_officer(DatabaseKind kind)
    {
        var app = await engines.OnAsync(kind);
        var id = await app.OpenAsync(fourEyes: true);
        using var first = app.Officer();
        var check = await first.SubmitAsync(await first.OpenAsync($"/en/cases/{id}/decide"), new() { ["decision"] = "refuse", ["reasonCodes"] = "name-unclear" });
        var proposed = await first.SubmitAsync(check, form: "#confirm");

        var back = await first.SubmitAsync(proposed, form: "#take-back");
        check = await first.SubmitAsync(await first.OpenAsync($"/en/cases/{id}/decide"), new() { ["decision"] = "return", ["reasonCodes"] = "name-unclear" });
        var returned = await first.SubmitAsync(check, form: "#confirm");

        Assert.Contains("Proposal taken back", back.Text, StringComparison.Ordinal);
        Assert.Contains("Decided by Rita Registrar", returned.Text, StringComparison.Ordinal);
        Assert.Equal(1, await app.TimesDecidedAsync(id));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Nobody_handles_a_case_of_their_own(DatabaseKind kind)
    {
        var app = await engines.OnAsync(kind);
        var id = await app.OpenAsync(parties: [Ids.New(), CasesApp.SecondRegistrar]);
        using var party = app.Officer(CasesApp.SecondRegistrar);

        var queue = await party.OpenAsync("/en/cases");

        Assert.Contains("You are a party to this case.", queue.Text, StringComparison.Ordinal);
        Assert.Null(queue.Html.QuerySelector($"a[href$='{id}']"));
        Assert.All(
            await Task.WhenAll(Pages.Select(page => party.OpenAsync($"/en/cases/{id}{page}"))),
            page => Assert.Equal(HttpStatusCode.Forbidden, page.Status));
    }

    private static string Told(Page page) => page.Html.QuerySelector(".govuk-error-summary__list")?.TextContent ?? "";

    private static List<Guid> Listed(Page page) =>
        [.. page.Html.QuerySelectorAll("tbody a").Select(link => Guid.Parse(link.GetAttribute("href")!.Split('/')[^1]))];
}
