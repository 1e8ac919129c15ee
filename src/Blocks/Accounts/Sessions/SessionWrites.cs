using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.People;
using OneStop.Accounts.SignIn;
using OneStop.Audit.Contracts;
using OneStop.Platform.Data;

namespace OneStop.Accounts.Sessions;

/// <summary>How a person proved to be themselves.</summary>
internal enum Proof
{
    NewAccount,
    Password,
    PasswordAndCode,
    PasswordAndRecoveryCode,
    Passkey,
}

/// <param name="Device">From <see cref="Sessions.Device.Describe"/>.</param>
internal sealed record Visit(SessionKind Kind, string Device);

internal static class SessionWrites
{
    /// <summary>Opens a session; the failures before it are forgiven.</summary>
    public static async Task<Session> StartSessionAsync(this Write write, Account account, Visit visit, Proof proof, DateTimeOffset now, CancellationToken ct)
    {
        var db = write.Get<AccountsDb>();
        (await FailedSignIns.HoldAsync(write, account.EmailHash, ct)).Clear();
        var session = Session.Start(account.Id, visit.Kind, visit.Device, proof is Proof.PasswordAndCode or Proof.PasswordAndRecoveryCode or Proof.Passkey, now);
        db.Sessions.Add(session);
        await write.AuditAsync(account.Id, "account.signed-in", ct, ("by", proof.ToString()), ("from", visit.Kind.ToString()));
        return session;
    }

    /// <summary>Ends every session of the account but one.</summary>
    public static Task EndSessionsAsync(this Write write, Guid accountId, Guid? exceptId, DateTimeOffset now, CancellationToken ct) =>
        write.Get<AccountsDb>().Sessions
            .Where(session => session.AccountId == accountId && session.Id != exceptId && session.EndsAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.EndsAt, now), ct);

    public static Task AuditAsync(this Write write, Guid accountId, string action, CancellationToken ct, params (string Name, string Value)[] facts) =>
        write.Get<IAudit>().RecordAsync(
            new AuditLine(action, $"account/{accountId}", accountId, Facts: facts.Length == 0 ? null : facts.ToDictionary(fact => fact.Name, fact => fact.Value)), ct);
}
