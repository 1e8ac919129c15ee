using System.Diagnostics.Metrics;
using MailKit.Net.Smtp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MimeKit;
using OneStop.Notifications.Contracts;
using OneStop.Notifications.Messages;
using OneStop.Platform.Data;
using OneStop.Platform.Secrets;
using OneStop.Platform.Telemetry;

namespace OneStop.Notifications.Mail;

/// <summary>This node's senders. Codes have one of their own, so that a slow server with much official mail never makes a person wait for a code.</summary>
internal sealed partial class MailLoop(
    IServiceProvider services, IServiceScopeFactory scopes, MailSignal signal, MailComposer composer, FieldCipher cipher, MailOptions options,
    IHostApplicationLifetime life, TimeProvider time, ILogger<MailLoop> log) : BackgroundService
{
    private const int OfficialSenders = 2;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SendingTakes = TimeSpan.FromMinutes(1);
    private static readonly Counter<long> Tries = TelemetryServices.Meter.CreateCounter<long>("notifications.mail.tries", description: "Tries to deliver a mail, by outcome.");

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        if (services.GetService<IMailServer>() is not { } probe)
        {
            LogNowhere();
            return;
        }

        probe.Dispose();
        if (options.LocalMailbox)
        {
            LogLocal();
        }

        // Links in mails need the address, which is known once the server listens.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var whenStarted = life.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await PatientlyAsync(() => InQueueAsync(async queue =>
        {
            await queue.ReleaseOwnClaimsAsync(stopping);
            return true;
        }), stopping);
        var senders = Enumerable.Range(1, OfficialSenders).Select(n => SendAsync($"official-{n}", [Lane.Code, Lane.Official, Lane.Public], stopping));
        await Task.WhenAll(senders.Prepend(SendAsync("codes", [Lane.Code], stopping)));
    }

    private async Task SendAsync(string sender, Lane[] lanes, CancellationToken stopping)
    {
        using var server = services.GetRequiredService<IMailServer>();
        while (!stopping.IsCancellationRequested)
        {
            await PatientlyAsync(async () =>
            {
                await SendWaitingAsync(server, sender, lanes, stopping);
                return await signal.WaitAsync(lanes.Length == 1, Poll, stopping);
            }, stopping);
        }
    }

    /// <summary>The database may be away for a while: again and again until it went well once.</summary>
    private async Task PatientlyAsync(Func<Task<bool>> work, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await work();
                return;
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogLoopFailed(e);
                await Task.Delay(Poll, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task SendWaitingAsync(IMailServer server, string sender, Lane[] lanes, CancellationToken stopping)
    {
        // Looking costs no write.
        if (!await InQueueAsync(queue => queue.AnyDueAsync(lanes, stopping)))
        {
            return;
        }

        Attempted? done = null;
        while (await InQueueAsync(queue => queue.NextAsync(done, lanes, sender, stopping)) is { } message)
        {
            done = await TryAsync(server, message, stopping);
        }

        await server.RestAsync(stopping);
    }

    private async Task<Attempted> TryAsync(IMailServer server, StoredMessage message, CancellationToken stopping)
    {
        var content = MessageContent.Open(cipher, message.Content);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(SendingTakes);
        try
        {
            var answer = await server.SendAsync(composer.Compose(message, content), limit.Token);
            return Result(Outcome.Sent, answer);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            var outcome = IsForGood(e) ? Outcome.Refused : Outcome.Deferred;
            LogNotSent(message.Id, message.Attempts, outcome, e.GetType().Name);
            return Result(outcome, $"{(e is SmtpCommandException smtp ? (int)smtp.StatusCode : e.GetType().Name)} {e.Message}");
        }

        Attempted Result(Outcome outcome, string answer)
        {
            Tries.Add(1, new KeyValuePair<string, object?>("outcome", outcome.ToString()));
            var quiet = answer.Replace(content.Email, "(recipient)", StringComparison.OrdinalIgnoreCase);
            return new Attempted(message.Id, message.Claim!, outcome, quiet.Length > 300 ? quiet[..300] : quiet);
        }
    }

    /// <summary>Nothing but another address would help; a wrong password or sender is the operator's to mend, so that mail waits.</summary>
    private static bool IsForGood(Exception e) => e switch
    {
        ParseException => true,
        NotSupportedException => true,
        SmtpCommandException smtp => (int)smtp.StatusCode >= 500 && smtp.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted,
        _ => false,
    };

    private async Task<T> InQueueAsync<T>(Func<MailQueue, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ProcessContext>().Actor = Actor.System("mail");
        return await work(scope.ServiceProvider.GetRequiredService<MailQueue>());
    }

    [LoggerMessage(LogLevel.Warning, "Mail waits: neither Mail:Smtp:Host nor Mail:LocalMailbox says where it goes.")]
    private partial void LogNowhere();

    [LoggerMessage(LogLevel.Warning, "Mail stays in the local mailbox, where every visitor can read it. For demonstrations only.")]
    private partial void LogLocal();

    [LoggerMessage(LogLevel.Warning, "Mail {MessageId} was not sent at try {Attempt}: {Outcome}, {Reason}.")]
    private partial void LogNotSent(Guid messageId, int attempt, Outcome outcome, string reason);

    [LoggerMessage(LogLevel.Error, "Sending mail failed; going on.")]
    private partial void LogLoopFailed(Exception e);
}
