using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Passwords;
using OneStop.Accounts.People;
using OneStop.Notifications.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Secrets;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.SignUp;

internal sealed record SignUpRequest(string? Name, string? Email, string? Password, string? Language);

/// <summary>What is kept until the address is proved.</summary>
internal sealed record PendingAccount(string Name, string Email, string Language, string PasswordHash);

/// <summary>What asking for an account brought: what is wrong with it, or the proof to wait for.</summary>
internal sealed record StartedSignUp(IReadOnlyList<RuleProblem> Problems, EmailAddress? Email, Guid ProofId);

/// <summary>
/// Asks the address's owner by mail. There is no account until they answer, so nobody holds another's address. Whether there is one
/// already is told to the address alone: the answer, and the time it takes, are the same.
/// </summary>
internal sealed class StartSignUp(Writes writes, PasswordHashes passwords, FieldCipher cipher, TimeProvider time)
{
    public async Task<StartedSignUp> RunAsync(SignUpRequest request, CancellationToken ct)
    {
        var (name, email) = (PersonName.Parse(request.Name), EmailAddress.Parse(request.Email));
        var problems = Check(request, name, email);
        if (problems.Count > 0)
        {
            return new StartedSignUp(problems, null, default);
        }

        var language = Lang.Find(request.Language) ?? Lang.Current;
        var pending = new PendingAccount(name!, email!.Value, language.Code, passwords.Hash(request.Password!));
        var proof = await writes.RunAsync(write => AskAsync(write, email, pending, language, ct), ct);
        return new StartedSignUp([], email, proof);
    }

    private static List<RuleProblem> Check(SignUpRequest request, string? name, EmailAddress? email)
    {
        var problems = new List<RuleProblem>();
        if (name is null)
        {
            problems.Add(new RuleProblem("name", "name.invalid", string.IsNullOrWhiteSpace(request.Name) ? "accounts.name.missing" : "accounts.name.invalid") { Args = [PersonName.Longest] });
        }

        if (email is null)
        {
            problems.Add(new RuleProblem("email", "email.invalid", string.IsNullOrWhiteSpace(request.Email) ? "accounts.email.missing" : "accounts.email.invalid"));
        }

        problems.AddRange(PasswordRules.Check(request.Password, email));
        if (request.Language is not null && Lang.Find(request.Language) is null)
        {
            problems.Add(new RuleProblem("language", "language.unknown", "accounts.language.unknown"));
        }

        return problems;
    }

    private async Task<Guid> AskAsync(Write write, EmailAddress email, PendingAccount pending, Lang language, CancellationToken ct)
    {
        var (db, now, hash) = (write.Get<AccountsDb>(), time.GetUtcNow(), email.Hash(cipher));
        var recipient = new Recipient(null, email.Value, language);
        if (await db.Accounts.AnyAsync(account => account.EmailHash == hash, ct))
        {
            await write.Get<INotifications>().SendAsync(new Message(recipient, "accounts.mail.known", [], "/sign-in", $"sign-up-known/{now:yyyyMMddHH}", Lane.Code), ct);
            return Ids.New();
        }

        var asked = EmailProof.Ask(cipher, ProofPurpose.SignUp, email, null, JsonSerializer.Serialize(pending), now);
        if (await db.AskedTooOftenAsync(hash, ProofPurpose.SignUp, now, ct))
        {
            return asked.Proof.Id;
        }

        db.Proofs.Add(asked.Proof);
        await write.Get<INotifications>().SendAsync(
            new Message(recipient, "accounts.mail.confirm", [asked.Code], asked.Link("/sign-up/confirm"), $"proof/{asked.Proof.Id}", Lane.Code), ct);
        return asked.Proof.Id;
    }
}

internal static class ProofQueries
{
    public static async Task<bool> AskedTooOftenAsync(this AccountsDb db, string emailHash, ProofPurpose purpose, DateTimeOffset now, CancellationToken ct)
    {
        var since = now.AddHours(-1);
        return await db.Proofs.CountAsync(proof => proof.EmailHash == emailHash && proof.Purpose == purpose && proof.CreatedAt > since, ct) >= EmailProof.MaxAnHour;
    }
}
