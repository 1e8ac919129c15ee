using OneStop.Platform.Data;

namespace OneStop.Accounts.SignIn;

/// <summary>
/// Failures in a row for one address, whether or not it has an account, so that being locked tells nothing. Wrong passwords and wrong
/// one-time codes count alike.
/// </summary>
internal sealed class FailedSignIns
{
    public const int Allowed = 5;
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    public required string EmailHash { get; init; }

    public int Count { get; private set; }

    public DateTimeOffset LastAt { get; private set; }

    public DateTimeOffset? LockedUntil { get; private set; }

    public bool IsLocked(DateTimeOffset now) => LockedUntil > now;

    public void Add(DateTimeOffset now)
    {
        Count = now - LastAt > LockedFor ? 1 : Count + 1;
        LastAt = now;
        if (Count >= Allowed)
        {
            (Count, LockedUntil) = (0, now + LockedFor);
        }
    }

    public void Clear() => (Count, LockedUntil) = (0, null);

    /// <summary>The address's record, held until the write ends: guesses made at the same time are counted one after another.</summary>
    public static async Task<FailedSignIns> HoldAsync(Write write, string emailHash, CancellationToken ct)
    {
        await write.LockAsync("accounts.sign-in:" + emailHash, ct);
        var db = write.Get<AccountsDb>();
        if (await db.Failures.FindAsync([emailHash], ct) is { } known)
        {
            return known;
        }

        var first = new FailedSignIns { EmailHash = emailHash };
        db.Failures.Add(first);
        return first;
    }
}
