using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Notifications.Contracts;
using OneStop.Notifications.Mail;
using OneStop.Notifications.Messages;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;

namespace OneStop.Notifications.Tests;

public sealed class InboxTests
{
    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    [Theory, MemberData(nameof(Engines))]
    public async Task A_message_is_listed_opened_read_and_archived_by_its_owner_alone(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind);
        var amy = Letters.Somebody(Lang.Traditional);
        await app.SendAsync(Letters.To(amy, "1", name: "Amy"));
        var id = (await app.MessagesAsync("1"))[0].Id;
        using var hers = app.Browse(amy.PersonId);
        using var his = app.Browse(Guid.CreateVersion7());

        var unread = await hers.OpenAsync("/en/inbox");
        var message = await hers.OpenAsync($"/en/inbox/{id}");
        var read = await hers.OpenAsync("/en/inbox");
        var stranger = await his.OpenAsync($"/en/inbox/{id}");
        var archived = await hers.SubmitAsync(message);

        Assert.Contains("Amy，你好", unread.Text, StringComparison.Ordinal);
        Assert.Contains("Unread", unread.Text, StringComparison.Ordinal);
        Assert.Equal("Amy，你好", message.Heading);
        Assert.Contains("來自香港郵政的包裹已到。", message.Text, StringComparison.Ordinal);
        Assert.Contains("/en/parcels/1", message.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("Unread", read.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        Assert.DoesNotContain("Amy", archived.Text, StringComparison.Ordinal);
        Assert.Contains("Amy", (await hers.OpenAsync("/en/inbox?archived=true")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/en/inbox", HttpStatusCode.Unauthorized, false)]
    [InlineData("/en/inbox/0198c5a0-0000-7000-8000-000000000000", HttpStatusCode.Unauthorized, false)]
    [InlineData("/en/inbox/0198c5a0-0000-7000-8000-000000000000", HttpStatusCode.NotFound, true)]
    [InlineData("/en/inbox/nonsense", HttpStatusCode.NotFound, true)]
    [InlineData("/en/inbox?page=-5", HttpStatusCode.OK, true)]
    [InlineData("/en/inbox?page=99999999999999&archived=maybe", HttpStatusCode.OK, true)]
    [InlineData("/en/mailbox", HttpStatusCode.NotFound, true)]
    [InlineData("/en/mailbox/0198c5a0-0000-7000-8000-000000000000", HttpStatusCode.NotFound, true)]
    public async Task Pages_open_to_whom_they_should(string path, HttpStatusCode expected, bool signedIn)
    {
        await using var app = await StartAsync(DatabaseKind.Sqlite);
        using var browser = app.Browse(signedIn ? Guid.CreateVersion7() : null);

        Assert.Equal(expected, (await browser.OpenAsync(path)).Status);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_same_message_is_sent_once_whatever_is_repeated(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind);
        var amy = Letters.Somebody();

        await app.SendAsync(Letters.To(amy, "once"), Letters.To(amy, "once"));
        await app.SendAsync(Letters.To(amy with { Email = amy.Email.ToUpperInvariant() }, "once"));
        await app.SendAsync(Letters.To(Letters.Somebody(), "once"));

        Assert.Equal(2, (await app.MessagesAsync("once")).Count);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_write_that_fails_tells_nobody(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind);

        await Assert.ThrowsAsync<InvalidOperationException>(() => app.WriteAsync<bool>(async write =>
        {
            await write.Get<INotifications>().SendAsync(Letters.To(Letters.Somebody(), "undone"));
            throw new InvalidOperationException("no");
        }));

        Assert.Empty(await app.MessagesAsync("undone"));
    }

    [Fact]
    public async Task A_code_never_shows_in_the_inbox_and_nothing_is_stored_in_the_clear()
    {
        await using var app = await StartAsync(DatabaseKind.Sqlite);
        var amy = Letters.Somebody();

        await app.SendAsync(Letters.To(amy, "code", Lane.Code, name: "123456"));

        using var browser = app.Browse(amy.PersonId);
        Assert.DoesNotContain("123456", (await browser.OpenAsync("/en/inbox")).Text, StringComparison.Ordinal);
        var stored = Assert.Single(await app.MessagesAsync("code"));
        Assert.DoesNotContain("123456", stored.Content, StringComparison.Ordinal);
        Assert.DoesNotContain(amy.Email, stored.Content + stored.RecipientHash, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_long_inbox_has_pages()
    {
        await using var app = await StartAsync(DatabaseKind.Sqlite);
        var amy = Letters.Somebody();
        await app.SendAsync([.. Enumerable.Range(1, 25).Select(n => Letters.To(amy, $"n{n}", name: $"No{n}."))]);
        using var browser = app.Browse(amy.PersonId);

        var first = await browser.OpenAsync("/en/inbox");
        var second = await browser.OpenAsync("/en/inbox?page=2");

        Assert.Contains("No25.", first.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("No1.", first.Text, StringComparison.Ordinal);
        Assert.Contains("No1.", second.Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_local_mailbox_shows_every_mail_with_links_to_follow(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind, new() { ["Mail:LocalMailbox"] = "true" });
        var (amy, ben) = (Letters.Somebody(), Letters.Somebody());
        await app.SendAsync(Letters.To(amy, "a", name: "Amy"), Letters.To(ben, "b", Lane.Code, name: "Ben"));
        await Eventually.TrueAsync(async () => (await app.MessagesAsync("a"))[0].Mail == MailState.Sent && (await app.MessagesAsync("b"))[0].Mail == MailState.Sent);
        using var browser = app.Browse();

        var all = await browser.OpenAsync("/en/mailbox");
        var bens = await browser.OpenAsync($"/en/mailbox?to={Uri.EscapeDataString(ben.Email)}");
        var mail = await browser.OpenAsync($"/en/mailbox/{(await app.MessagesAsync("b"))[0].Id}");
        var source = await browser.Http.GetStringAsync($"/en/mailbox/{(await app.MessagesAsync("b"))[0].Id}?handler=Source");

        Assert.Contains("Hello Amy", all.Text, StringComparison.Ordinal);
        Assert.Contains("Hello Ben", all.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Hello Amy", bens.Text, StringComparison.Ordinal);
        Assert.Equal("Hello Ben", mail.Heading);
        Assert.Equal($"{app.Address}en/parcels/1", mail.Html.QuerySelector("article a")?.GetAttribute("href"));
        Assert.Contains("Subject: Hello Ben", source, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Codes_are_forgotten_after_a_day_and_strangers_mail_after_a_month(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind, new() { ["Mail:LocalMailbox"] = "true" }, fakeTime: true);
        await app.SendAsync(
            Letters.To(Letters.Somebody(), "kept"),
            Letters.To(Letters.Somebody(), "code", Lane.Code),
            Letters.To(Letters.Somebody() with { PersonId = null }, "stranger"));
        await Eventually.TrueAsync(() => app.InScopeAsync(scope => scope.GetRequiredService<NotificationsDb>().Messages.AllAsync(message => message.Mail == MailState.Sent)));

        app.Time!.Advance(TimeSpan.FromDays(2));
        await app.RunJobAsync<ForgetOldMessages>();
        var afterTwoDays = await OncesAsync(app);
        app.Time!.Advance(TimeSpan.FromDays(30));
        await app.RunJobAsync<ForgetOldMessages>();

        Assert.Equal(["kept", "stranger"], afterTwoDays);
        Assert.Equal(["kept"], await OncesAsync(app));
    }

    private static Task<List<string>> OncesAsync(TestApp app) =>
        app.InScopeAsync(scope => scope.GetRequiredService<NotificationsDb>().Messages.Select(message => message.Once).OrderBy(once => once).ToListAsync());

    private static Task<TestApp> StartAsync(DatabaseKind kind, Dictionary<string, string?>? settings = null, bool fakeTime = false) =>
        TestApp.StartAsync(kind, [new NotificationsModule(), new LettersModule()], settings, fakeTime: fakeTime);
}
