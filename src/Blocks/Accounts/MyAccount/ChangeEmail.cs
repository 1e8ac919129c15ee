using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.People;
using OneStop.Accounts.Sessions;
using OneStop.Accounts.SignUp;
using OneStop.Notifications.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Secrets;

namespace OneStop.Accounts.MyAccount;

/// <summary>A new address is proved before it counts; the old one is told. An address that has an account already gets no code, which only its owner can notice.</summary>
internal sealed class ChangeEmail(Writes writes, FieldCipher cipher, TimeProvider time)
{
    public Task AskAsync(Guid accountId, EmailAddress email, CancellationToken ct) => writes.RunAsync(async write =>
    {
        var (db, now, hash) = (write.Get<AccountsDb>(), time.GetUtcNow(), email.Hash(cipher));
        if (await db.Accounts.AnyAsync(account => account.EmailHash == hash, ct) || await db.AskedTooOftenAsync(hash, ProofPurpose.NewEmail, now, ct))
        {
            return;
        }

        var person = (await db.Accounts.AsNoTracking().SingleAsync(account => account.Id == accountId, ct)).Open(cipher);
        var asked = EmailProof.Ask(cipher, ProofPurpose.NewEmail, email, accountId, email.Value, now);
        db.Proofs.Add(asked.Proof);
        await write.Get<INotifications>().SendAsync(
            new Message(new Recipient(null, email.Value, person.Language), "accounts.mail.new-email", [asked.Code], "/account/email/confirm", $"proof/{asked.Proof.Id}", Lane.Code), ct);
    }, ct);

    public async Task<bool> ConfirmAsync(Guid accountId, EmailAddress email, string? code, CancellationToken ct)
    {
        try
        {
            return await writes.RunAsync(write => ConfirmAsync(write, accountId, email.Hash(cipher), code ?? "", ct), ct);
        }
        catch (Exception e) when (e.IsDuplicate())
        {
            return false;
        }
    }

    private async Task<bool> ConfirmAsync(Write write, Guid accountId, string hash, string code, CancellationToken ct)
    {
        var (db, now) = (write.Get<AccountsDb>(), time.GetUtcNow());
        var proofs = await db.Proofs
            .Where(proof => proof.EmailHash == hash && proof.Purpose == ProofPurpose.NewEmail && proof.AccountId == accountId && proof.ExpiresAt > now).ToListAsync(ct);
        if (proofs.Where(proof => proof.TakesCode(cipher, code, now)).ToList() is not [var proof, ..])
        {
            return false;
        }

        db.Proofs.RemoveRange(proofs);
        var account = await db.Accounts.SingleAsync(account => account.Id == accountId, ct);
        var before = account.Open(cipher).Recipient;
        account.MoveTo(cipher, EmailAddress.Parse(cipher.Decrypt(proof.Content))!);
        await write.AuditAsync(accountId, "account.email-changed", ct);
        await write.Get<INotifications>().SendAsync(new Message(before, "accounts.mail.email-changed", [now], null, $"email/{proof.Id}"), ct);
        return true;
    }
}
