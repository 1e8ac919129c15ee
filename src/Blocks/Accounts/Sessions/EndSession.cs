using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;

namespace OneStop.Accounts.Sessions;

/// <summary>Ends one session of its owner's, or all but one.</summary>
internal sealed class EndSession(Writes writes, TimeProvider time)
{
    public Task RunAsync(Guid accountId, Guid? sessionId, CancellationToken ct) => writes.RunAsync(async write =>
    {
        var now = time.GetUtcNow();
        var session = await write.Get<AccountsDb>().Sessions.SingleOrDefaultAsync(session => session.Id == sessionId && session.AccountId == accountId && session.EndsAt > now, ct);
        if (session is not null)
        {
            session.End(now);
            await write.AuditAsync(accountId, "account.signed-out", ct);
        }
    }, ct);

    public Task AllButAsync(Guid accountId, Guid? keep, CancellationToken ct) => writes.RunAsync(async write =>
    {
        await write.EndSessionsAsync(accountId, keep, time.GetUtcNow(), ct);
        await write.AuditAsync(accountId, "account.signed-out-everywhere", ct);
    }, ct);
}
