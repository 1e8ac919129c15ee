using Microsoft.EntityFrameworkCore;
using OneStop.Notifications.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Jobs;

namespace OneStop.Notifications.Messages;

/// <summary>Codes are worth nothing after a day, mail to strangers and what was told to many after a month; an inbox keeps a person's own business for seven years.</summary>
internal sealed class ForgetOldMessages(Writes writes, TimeProvider time) : IScheduledJob
{
    private const int InboxYears = 7;
    private static readonly TimeSpan CodesKept = TimeSpan.FromDays(1);
    private static readonly TimeSpan MailKept = TimeSpan.FromDays(30);
    private static readonly TimeSpan AttemptsKept = TimeSpan.FromDays(90);

    public Task RunAsync(CancellationToken ct) => writes.RunAsync(async write =>
    {
        var now = time.GetUtcNow();
        var (codes, mail, inbox, attempts) = (now - CodesKept, now - MailKept, now.AddYears(-InboxYears), now - AttemptsKept);
        var db = write.Get<NotificationsDb>();
        await db.Messages.Where(message => message.Mail != MailState.Waiting
            && ((message.Lane == Lane.Code && message.CreatedAt < codes)
                || ((message.PersonId == null || message.Lane == Lane.Public) && message.CreatedAt < mail)
                || message.CreatedAt < inbox)).ExecuteDeleteAsync(ct);
        await db.Attempts.Where(attempt => attempt.At < attempts).ExecuteDeleteAsync(ct);
    }, ct);
}
