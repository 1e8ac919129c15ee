using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Accounts.Contracts;
using OneStop.Audit;
using OneStop.Catalogue;
using OneStop.Kit;
using OneStop.Notifications;
using OneStop.Observatory.Site.Mine;
using OneStop.Observatory.Subscriptions;
using OneStop.Observatory.Tests.Warnings;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Secrets;
using OneStop.Platform.Texts;
using OneStop.Usage;

namespace OneStop.Observatory.Tests.Subscriptions;

public sealed class SubscriptionTests
{
    private const string Page = "/en/weather/subscription";

    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task Who_chose_a_warning_is_told_of_it_in_the_inbox_and_by_mail_and_nobody_else_is(DatabaseKind kind)
    {
        var town = new Town();
        await using var app = await StartAsync(kind, town);
        var (rain, all, storm) = (town.Add(Lang.Traditional), town.Add(Lang.English), town.Add(Lang.English));
        await ChooseAsync(app, rain, "WRAIN", "WHOT");
        await ChooseAsync(app, all, "every", "WRAIN");
        await ChooseAsync(app, storm, "WTCSGNL");

        await ReleaseAsync(app, "WRAIN", "WRAINA", "issue");
        await ReleaseAsync(app, "WRAIN", "WRAINA", "reissue");
        await ReleaseAsync(app, "WRAIN", "WRAINA", "cancel");

        using var inbox = app.Browse(rain);
        var told = await Eventually.GetAsync(async () => (await inbox.OpenAsync("/zh-Hant/inbox")) is var page && page.Text.Contains("取消", StringComparison.Ordinal) ? page : null);
        Assert.Contains("黃色暴雨警告信號現已發出", told.Text, StringComparison.Ordinal);
        Assert.Equal(2, told.Html.QuerySelectorAll(".entry").Length);
        using var others = app.Browse(all);
        await Eventually.TrueAsync(async () => (await others.OpenAsync("/en/inbox")).Html.QuerySelectorAll(".entry").Length == 2);
        using var none = app.Browse(storm);
        Assert.Empty((await none.OpenAsync("/en/inbox")).Html.QuerySelectorAll(".entry"));

        using var anybody = app.Browse();
        var mails = await Eventually.GetAsync(async () => (await anybody.OpenAsync($"/en/mailbox?to={rain}@demo.example")) is var box && box.Html.QuerySelectorAll("main a[href*='/mailbox/']").Length == 2 ? box : null);
        var source = await anybody.Http.GetStringAsync(mails.Html.QuerySelector("main a[href*='/mailbox/']")!.GetAttribute("href") + "?handler=Source");
        Assert.Contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click", source, StringComparison.Ordinal);
        Assert.Matches(@"List-Unsubscribe:\s+<http://[^>]+/zh-Hant/weather/subscription/stop/[0-9a-f]{64}>", source);
    }

    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task Hundreds_are_told_once_each_and_who_has_no_account_any_more_is_forgotten(DatabaseKind kind)
    {
        var town = new Town();
        await using var app = await StartAsync(kind, town);
        var people = Enumerable.Range(0, (2 * TellSubscribers.Slice) + 7).Select(_ => town.Add(Lang.English)).ToList();
        await app.WriteAsync(write =>
        {
            write.Get<ObservatoryDb>().Subscriptions.AddRange(people.Select(person => new WarningSubscription { Kind = "WHOT", PersonId = person, SubscribedAt = DateTimeOffset.UnixEpoch }));
            write.Get<ObservatoryDb>().Choices.AddRange(people.Take(3).Select(person => new KeptChoices { PersonId = person, Query = "place=HKO" }));
            return Task.FromResult(true);
        });
        town.Remove(people[0], people[^1]);

        await ReleaseAsync(app, "WHOT", "WHOT", "issue");

        await Eventually.TrueAsync(async () => await app.CountAsync("SELECT COUNT(*) FROM notifications_messages") >= people.Count - 2);
        Assert.Equal(people.Count - 2, await app.CountAsync("SELECT COUNT(*) FROM notifications_messages"));
        Assert.Equal(people.Count - 2, await app.CountAsync("SELECT COUNT(DISTINCT person_id) FROM notifications_messages"));
        await Eventually.TrueAsync(async () => await app.CountAsync("SELECT COUNT(*) FROM observatory_subscriptions") == people.Count - 2);
        await app.RunJobAsync<ForgetTheGone>();
        Assert.Equal(2, await app.CountAsync("SELECT COUNT(*) FROM observatory_choices"));
    }

    [Theory, MemberData(nameof(WeatherApps.Engines), MemberType = typeof(WeatherApps))]
    public async Task One_click_in_a_mail_stops_messages_without_signing_in_and_looking_does_not(DatabaseKind kind)
    {
        var town = new Town();
        await using var app = await StartAsync(kind, town);
        var person = town.Add(Lang.English);
        await ChooseAsync(app, person, "every");
        var stop = "/en" + WarningSubscription.StopPath(app.Services.GetRequiredService<FieldCipher>(), person);
        using var mailer = app.Browse();

        var look = await mailer.OpenAsync(stop);
        var before = await app.CountAsync("SELECT COUNT(*) FROM observatory_subscriptions");
        var click = await mailer.Http.PostAsync(stop, new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]));
        var after = await app.CountAsync("SELECT COUNT(*) FROM observatory_subscriptions");
        var again = await mailer.SubmitAsync(look);

        Assert.Equal((1, 0), (before, after));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (look.Status, click.StatusCode));
        Assert.Contains("Messages stopped", again.Heading, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_address_stops_nothing_and_the_page_is_for_people_who_are_signed_in()
    {
        var town = new Town();
        await using var app = await StartAsync(DatabaseKind.Sqlite, town);
        var (person, other) = (town.Add(Lang.English), town.Add(Lang.English));
        await ChooseAsync(app, person, "WHOT");
        using var stranger = app.Browse();
        var token = WarningSubscription.StopPath(app.Services.GetRequiredService<FieldCipher>(), other).Split('/')[^1];

        foreach (var wrong in (string[])[person.ToString("N"), person.ToString("N") + token[32..], "x", token + "0", "%20"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync($"{Page}/stop/{wrong}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Http.PostAsync($"{Page}/stop/{wrong}", null)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.OpenAsync(Page)).Status);
        Assert.Equal(1, await app.CountAsync("SELECT COUNT(*) FROM observatory_subscriptions"));
    }

    [Fact]
    public async Task Choosing_nothing_is_refused_and_what_is_chosen_is_shown_until_it_is_stopped()
    {
        var town = new Town();
        await using var app = await StartAsync(DatabaseKind.Sqlite, town);
        using var browser = app.Browse(town.Add(Lang.English));

        var nothing = await browser.SubmitAsync(await browser.OpenAsync(Page), form: "#kinds");
        var unknown = await browser.SubmitAsync(await browser.OpenAsync(Page), new() { ["kind"] = "SNOW" }, "#kinds");
        var saved = await browser.SubmitAsync(await browser.OpenAsync(Page), new() { ["kind"] = "WRAIN" }, "#kinds");
        var stopped = await browser.SubmitAsync(await browser.OpenAsync(Page), form: "#stop");

        Assert.Equal("kind", Assert.Single(nothing.Errors).Field);
        Assert.Equal("kind", Assert.Single(unknown.Errors).Field);
        Assert.Contains("You will be told of these warnings.", saved.Text, StringComparison.Ordinal);
        Assert.NotNull(saved.Html.QuerySelector("input[value=WRAIN][checked]"));
        Assert.Contains("no more messages", stopped.Text, StringComparison.Ordinal);
        Assert.Null(stopped.Html.QuerySelector("#stop"));
    }

    private static Task<TestApp> StartAsync(DatabaseKind kind, Town town)
    {
        Assert.SkipUnless(kind == DatabaseKind.Sqlite || TestDatabase.HasPostgres, "PostgreSQL: ONESTOP_TEST_POSTGRES names no server (./test starts one).");
        return TestApp.StartAsync(
            kind, [new AuditModule(), new CatalogueModule(), new UsageModule(), new NotificationsModule(), new ObservatoryModule()], new() { ["Mail:LocalMailbox"] = "true" },
            builder => builder.Services.AddSingleton<IPeople>(town));
    }

    private static async Task ChooseAsync(TestApp app, Guid person, params string[] kinds)
    {
        using var browser = app.Browse(person);
        var page = await browser.OpenAsync(Page);
        foreach (var box in page.Html.QuerySelectorAll("#kinds input[type=checkbox]").Where(box => kinds.Contains(box.GetAttribute("value"))))
        {
            box.SetAttribute("checked", "");
        }

        Assert.Contains("saved=kinds", (await browser.SubmitAsync(page, form: "#kinds")).Path, StringComparison.Ordinal);
    }

    private static async Task ReleaseAsync(TestApp app, string kind, string code, string action)
    {
        using var forecaster = app.First();
        var id = Ids.New();
        Assert.Equal(201, (await forecaster.ProposeAsync(id, kind, code, action)).Status);
        Assert.Equal(200, (await forecaster.ReleaseAsync(id)).Status);
    }

    /// <summary>People who may leave.</summary>
    private sealed class Town : IPeople
    {
        private readonly Dictionary<Guid, Person> people = [];

        public Guid Add(Lang lang)
        {
            var id = Ids.New();
            people.Add(id, new Person(id, "Somebody", $"{id}@demo.example", lang));
            return id;
        }

        public void Remove(params Guid[] gone) => Array.ForEach(gone, id => people.Remove(id));

        public Task<Person?> FindAsync(Guid id, CancellationToken ct = default) => Task.FromResult(people.GetValueOrDefault(id));

        public Task<Person?> FindByEmailAsync(string email, CancellationToken ct = default) => Task.FromResult<Person?>(null);

        public Task<IReadOnlyDictionary<Guid, Person>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct = default) =>
            Task.FromResult<IReadOnlyDictionary<Guid, Person>>(ids.Where(people.ContainsKey).ToDictionary(id => id, id => people[id]));
    }
}
