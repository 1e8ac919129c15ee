using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using OneStop.Kit;
using OneStop.Notifications.Contracts;
using OneStop.Notifications.Mail;
using OneStop.Notifications.Messages;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace OneStop.Notifications.Tests;

/// <summary>Mail sent to somebody else's server.</summary>
public sealed class SmtpTests
{
    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    [Theory, MemberData(nameof(Engines))]
    public async Task A_mail_arrives_as_text_and_HTML_with_its_headers(DatabaseKind kind)
    {
        await using var server = new MailServer();
        await using var app = await StartAsync(kind, server);
        var amy = Letters.Somebody(Lang.Traditional);

        await app.SendAsync(Letters.To(amy, "parcel/1", name: "陳大文"));
        var mail = await Eventually.GetAsync(() => Task.FromResult(server.Taken.FirstOrDefault()));

        Assert.Equal("陳大文，你好", mail.Subject);
        Assert.Equal(amy.Email, Assert.Single(mail.To.Mailboxes).Address);
        Assert.Equal(("一站通", "post@gov.example"), (mail.From.Mailboxes.Single().Name, mail.From.Mailboxes.Single().Address));
        Assert.Equal("zh-Hant", mail.Body?.Headers[HeaderId.ContentLanguage]);
        Assert.Equal("auto-generated", mail.Headers[HeaderId.AutoSubmitted]);
        Assert.Null(mail.Headers[HeaderId.ListUnsubscribe]);
        Assert.EndsWith("@gov.example", mail.MessageId, StringComparison.Ordinal);
        Assert.Contains("來自香港郵政的包裹已到。", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("2026年11月25日", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://gov.example/zh-Hant/parcels/1", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://gov.example/zh-Hant/parcels/1\">", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("utf-8", mail.BodyParts.OfType<TextPart>().First().ContentType.Charset);
    }

    [Fact]
    public async Task What_a_person_wrote_never_becomes_markup_or_a_header()
    {
        await using var server = new MailServer();
        await using var app = await StartAsync(DatabaseKind.Sqlite, server);

        await app.SendAsync(Letters.To(Letters.Somebody(), "nasty", name: "<script>\r\nBcc: victim@example.hk"));
        var mail = await Eventually.GetAsync(() => Task.FromResult(server.Taken.FirstOrDefault()));

        Assert.Empty(mail.Bcc);
        Assert.DoesNotContain("<script>", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("&lt;parcel&gt;", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_refused_address_is_not_tried_again_and_a_busy_server_is(DatabaseKind kind)
    {
        await using var server = new MailServer();
        await using var app = await StartAsync(kind, server, fakeTime: true);
        server.Answer(SmtpResponse.MailboxUnavailable);
        await app.SendAsync(Letters.To(Letters.Somebody(), "refused"));
        var refused = await FinishedAsync(app, "refused", MailState.Refused);

        server.Answer(new SmtpResponse(SmtpReplyCode.ServiceUnavailable, "try later"));
        await app.SendAsync(Letters.To(Letters.Somebody(), "busy"));
        await Eventually.TrueAsync(async () => (await app.AttemptsAsync((await app.MessagesAsync("busy"))[0].Id)).Count == 1);
        server.Answer(null);
        app.Time!.Advance(TimeSpan.FromSeconds(31));
        var sent = await FinishedAsync(app, "busy", MailState.Sent);

        Assert.Equal([Outcome.Refused], (await app.AttemptsAsync(refused.Id)).Select(attempt => attempt.Outcome));
        Assert.Equal([Outcome.Deferred, Outcome.Sent], (await app.AttemptsAsync(sent.Id)).Select(attempt => attempt.Outcome));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Each_of_many_is_sent_exactly_once(DatabaseKind kind)
    {
        await using var server = new MailServer();
        await using var app = await StartAsync(kind, server);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => app.SendAsync(
            Letters.To(Letters.Somebody(), $"many/{n}", n % 4 == 0 ? Lane.Code : Lane.Official))));
        await Eventually.TrueAsync(() => app.InScopeAsync(scope => scope.GetRequiredService<NotificationsDb>().Messages.AllAsync(message => message.Mail == MailState.Sent)));

        Assert.Equal(40, server.Taken.Count);
        Assert.Equal(40, server.Taken.Select(mail => mail.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task A_mail_that_was_in_hand_when_the_process_died_goes_out_again_under_the_same_name()
    {
        await using var server = new MailServer();
        await using var app = await StartAsync(DatabaseKind.Sqlite, server, fakeTime: true);
        await app.SendAsync(Letters.To(Letters.Somebody(), "crash"));
        var sent = await FinishedAsync(app, "crash", MailState.Sent);

        await app.WriteAsync(write => write.Get<NotificationsDb>().Messages.Where(message => message.Id == sent.Id).ExecuteUpdateAsync(set => set
            .SetProperty(message => message.Mail, MailState.Waiting)
            .SetProperty(message => message.Claim, "another-node/codes/1")
            .SetProperty(message => message.NextAt, app.Time!.GetUtcNow().AddMinutes(2))));
        app.Time!.Advance(TimeSpan.FromMinutes(3));
        await Eventually.TrueAsync(() => Task.FromResult(server.Taken.Count == 2));

        Assert.Single(server.Taken.Select(mail => mail.MessageId).Distinct());
    }

    [Fact]
    public async Task A_node_that_starts_takes_up_at_once_what_its_last_life_had_in_hand()
    {
        await using var server = new MailServer();
        await using var app = await StartAsync(DatabaseKind.Sqlite, server, settings: new() { ["Mail:Smtp:Host"] = "" });
        await app.SendAsync(Letters.To(Letters.Somebody(), "left"));
        var message = (await app.MessagesAsync("left"))[0];

        await app.InScopeAsync(async scope =>
        {
            var queue = scope.GetRequiredService<MailQueue>();
            Assert.Equal(message.Id, (await queue.NextAsync(null, [Lane.Official], "official-1", default))?.Id);
            Assert.False(await queue.AnyDueAsync([Lane.Code, Lane.Official], default));

            await queue.ReleaseOwnClaimsAsync(default);

            Assert.True(await queue.AnyDueAsync([Lane.Code, Lane.Official], default));
        });
    }

    [Fact]
    public async Task What_many_asked_to_be_told_of_waits_behind_a_persons_own_business()
    {
        await using var server = new MailServer();
        await using var app = await StartAsync(DatabaseKind.Sqlite, server, settings: new() { ["Mail:Smtp:Host"] = "" });
        await app.SendAsync([.. Enumerable.Range(0, 5).Select(n => Letters.To(Letters.Somebody(), $"public/{n}", Lane.Public)), Letters.To(Letters.Somebody(), "own")]);
        Lane[] lanes = [Lane.Code, Lane.Official, Lane.Public];

        var taken = new List<string?>();
        for (var time = 0; time < 2; time++)
        {
            taken.Add((await app.InScopeAsync(scope => scope.GetRequiredService<MailQueue>().NextAsync(null, lanes, "official-1", default)))?.Once);
        }

        Assert.Equal(["own", "public/0"], taken);
    }

    [Fact]
    public async Task A_mail_that_may_be_stopped_says_how_to_people_and_to_their_mail_programs()
    {
        await using var server = new MailServer();
        await using var app = await StartAsync(DatabaseKind.Sqlite, server);

        await app.SendAsync(Letters.To(Letters.Somebody(Lang.Traditional), "told", Lane.Public) with { Unsubscribe = "/parcels/stop/abc" });
        var mail = await Eventually.GetAsync(() => Task.FromResult(server.Taken.FirstOrDefault()));

        Assert.Equal("<https://gov.example/zh-Hant/parcels/stop/abc>", mail.Headers[HeaderId.ListUnsubscribe]);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        Assert.Contains("https://gov.example/zh-Hant/parcels/stop/abc", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://gov.example/zh-Hant/parcels/stop/abc\">", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Codes_go_before_official_mail()
    {
        await using var server = new MailServer();
        await using var app = await StartAsync(DatabaseKind.Sqlite, server, settings: new() { ["Mail:Smtp:Host"] = "" });
        await app.SendAsync(Letters.To(Letters.Somebody(), "first"), Letters.To(Letters.Somebody(), "code", Lane.Code));

        var taken = await app.InScopeAsync(scope => scope.GetRequiredService<MailQueue>().NextAsync(null, [Lane.Code, Lane.Official], "official-1", default));

        Assert.Equal("code", taken?.Once);
    }

    private static async Task<StoredMessage> FinishedAsync(TestApp app, string once, MailState state) =>
        await Eventually.GetAsync(async () => (await app.MessagesAsync(once)).SingleOrDefault(message => message.Mail == state));

    private static Task<TestApp> StartAsync(DatabaseKind kind, MailServer server, bool fakeTime = false, Dictionary<string, string?>? settings = null)
    {
        var all = new Dictionary<string, string?>
        {
            ["Mail:Smtp:Host"] = "127.0.0.1",
            ["Mail:Smtp:Port"] = server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Mail:Smtp:Plain"] = "true",
            ["Mail:Smtp:From"] = "post@gov.example",
            ["PublicUrl"] = "https://gov.example/",
        };
        foreach (var (key, value) in settings ?? [])
        {
            all[key] = value;
        }

        return TestApp.StartAsync(kind, [new NotificationsModule(), new LettersModule()], all, fakeTime: fakeTime);
    }

    private sealed class MailServer : MessageStore, IAsyncDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private readonly Task running;
        private SmtpResponse? answer;

        public MailServer()
        {
            using (var probe = new TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                Port = ((IPEndPoint)probe.LocalEndpoint).Port;
            }

            var provider = new SmtpServer.ComponentModel.ServiceProvider();
            provider.Add(this);
            var options = new SmtpServerOptionsBuilder().ServerName("mail.example").Port(Port).Build();
            running = new SmtpServer.SmtpServer(options, provider).StartAsync(stop.Token);
        }

        public int Port { get; }

        public ConcurrentQueue<MimeMessage> Taken { get; } = [];

        public void Answer(SmtpResponse? next) => answer = next;

        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken ct)
        {
            if (answer is { } refusal)
            {
                return refusal;
            }

            using var stream = new MemoryStream(buffer.ToArray());
            Taken.Enqueue(await MimeMessage.LoadAsync(stream, ct));
            return SmtpResponse.Ok;
        }

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stop.Dispose();
        }
    }
}
