using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Platform.Jobs;

namespace OneStop.Accounts.Sessions;

/// <summary>Sessions are forgotten a month after they ended, proofs and failures a day after they mean anything.</summary>
internal sealed class ForgetSessions(Writes writes, TimeProvider time) : IScheduledJob
{
    private static readonly TimeSpan SessionsKept = TimeSpan.FromDays(30);
    private static readonly TimeSpan OthersKept = TimeSpan.FromDays(1);

    public Task RunAsync(CancellationToken ct) => writes.RunAsync(async write =>
    {
        var (db, sessions, others) = (write.Get<AccountsDb>(), time.GetUtcNow() - SessionsKept, time.GetUtcNow() - OthersKept);
        await db.Sessions.Where(session => session.EndsAt < sessions).ExecuteDeleteAsync(ct);
        await db.Proofs.Where(proof => proof.ExpiresAt < others).ExecuteDeleteAsync(ct);
        await db.Failures.Where(failed => failed.LastAt < others).ExecuteDeleteAsync(ct);
    }, ct);
}
