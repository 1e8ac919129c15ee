using Microsoft.EntityFrameworkCore;
using OneStop.Notifications.Contracts;
using OneStop.Notifications.Messages;
using OneStop.Platform;
using OneStop.Platform.Data;

namespace OneStop.Notifications.Mail;

/// <param name="Outcome">What became of the mail in hand.</param>
internal sealed record Attempted(Guid MessageId, string Claim, Outcome Outcome, string Answer);

/// <summary>
/// The mail that waits. A sender marks the mail it had in hand and takes the next one in the same write; so a process that dies
/// repeats at most the one mail that each of its senders had in hand.
/// </summary>
internal sealed class MailQueue(NotificationsDb db, Writes writes, NodeName node, TimeProvider time)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>A node that starts has nothing in hand: what its last life had may be taken again at once.</summary>
    public Task ReleaseOwnClaimsAsync(CancellationToken ct)
    {
        var (mine, now) = (node.Value + "/", time.GetUtcNow());
        return writes.RunAsync(write => write.Get<NotificationsDb>().Messages
            .Where(message => message.Mail == MailState.Waiting && message.Claim != null && message.Claim.StartsWith(mine))
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.Claim, (string?)null).SetProperty(message => message.NextAt, now), ct), ct);
    }

    public async Task<bool> AnyDueAsync(IReadOnlyList<Lane> lanes, CancellationToken ct)
    {
        foreach (var lane in lanes)
        {
            if (await Due(db, lane, time.GetUtcNow()).AnyAsync(ct))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Marks what was in hand and takes the next mail of the first lane that has one.</summary>
    public Task<StoredMessage?> NextAsync(Attempted? done, IReadOnlyList<Lane> lanes, string sender, CancellationToken ct) => writes.RunAsync(async write =>
    {
        var inside = write.Get<NotificationsDb>();
        if (done is not null)
        {
            await MarkAsync(inside, done, ct);
        }

        await write.LockAsync("notifications.mail", ct);
        var now = time.GetUtcNow();
        foreach (var lane in lanes)
        {
            if (await Due(inside, lane, now).FirstOrDefaultAsync(ct) is { } next)
            {
                next.Take($"{node.Value}/{sender}/{Guid.CreateVersion7():N}", now + Lease);
                return next;
            }
        }

        return null;
    }, ct);

    private async Task MarkAsync(NotificationsDb inside, Attempted done, CancellationToken ct)
    {
        var message = await inside.Messages.SingleOrDefaultAsync(message => message.Id == done.MessageId && message.Claim == done.Claim, ct);
        if (message is null)
        {
            return;
        }

        var now = time.GetUtcNow();
        message.Finish(done.Outcome, now);
        inside.Attempts.Add(new MailAttempt { MessageId = message.Id, Number = message.Attempts, At = now, Outcome = done.Outcome, Answer = done.Answer });
        await inside.SaveChangesAsync(ct);
    }

    private static IQueryable<StoredMessage> Due(NotificationsDb db, Lane lane, DateTimeOffset now) => db.Messages
        .Where(message => message.Mail == MailState.Waiting && message.Lane == lane && message.NextAt <= now)
        .OrderBy(message => message.NextAt);
}
