using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;
using OneStop.Accounts.People;
using OneStop.Audit.Contracts;
using OneStop.Notifications.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Secrets;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.Organisations;

/// <summary>What an organisation's people do with it. Each act is checked, audited and done in one write; who may not administer finds nothing there.</summary>
internal sealed class OrganisationDesk(Writes writes, KnownRights rights, FieldCipher cipher, TimeProvider time)
{
    internal const int LongestName = 200;
    private const int MostOrganisations = 20;
    private const int MostMembers = 500;
    private static readonly TimeSpan InvitationLasts = TimeSpan.FromDays(14);
    private static readonly TimeSpan KeyLasts = TimeSpan.FromDays(366);

    /// <summary>Founds an organisation; the founder holds every right.</summary>
    internal async Task<(Guid? Id, IReadOnlyList<RuleProblem> Problems)> FoundAsync(OrganisationInput input, Guid founder, CancellationToken ct)
    {
        var (english, chinese, number) = (Clean(input.English), Clean(input.Chinese), Digits(input.BusinessNumber));
        List<RuleProblem> problems = [];
        if (english is null && chinese is null)
        {
            problems.Add(new("english", "name.missing", "accounts.organisations.problem.name"));
        }

        problems.AddRange(from name in new[] { ("english", english), ("chinese", chinese) } where name.Item2?.Length > LongestName select new RuleProblem(name.Item1, "name.too-long", "accounts.organisations.problem.name-long") { Args = [LongestName] });
        if (number is not null && number.Length != 8)
        {
            problems.Add(new("business", "business-number.invalid", "accounts.organisations.problem.business"));
        }

        if (problems.Count > 0)
        {
            return (null, problems);
        }

        return await writes.RunAsync(async write =>
        {
            var (db, now) = (write.Get<AccountsDb>(), time.GetUtcNow());
            if (await db.Members.CountAsync(member => member.AccountId == founder, ct) >= MostOrganisations)
            {
                return ((Guid?)null, (IReadOnlyList<RuleProblem>)[new("", "organisations.too-many", "accounts.organisations.problem.too-many") { Args = [MostOrganisations] }]);
            }

            var organisation = new StoredOrganisation { Id = Ids.New(), Number = ReferenceNumber.New("OR"), English = english, Chinese = chinese, BusinessNumber = number, CreatedAt = now };
            db.Organisations.Add(organisation);
            db.Members.Add(new Member { OrganisationId = organisation.Id, AccountId = founder, Rights = RightSet.Of(rights.OfPeople.Select(right => right.Code)), Since = now });
            await AuditAsync(write, organisation.Id, "organisation.founded", founder, ct);
            return (organisation.Id, []);
        }, ct);
    }

    internal Task<IReadOnlyList<RuleProblem>> InviteAsync(Guid id, string? email, IEnumerable<string> chosen, Guid by, CancellationToken ct)
    {
        var address = EmailAddress.Parse(email);
        var given = rights.Chosen(chosen, toPeople: true);
        List<RuleProblem> problems =
        [
            .. address is null ? [new("email", "email.invalid", "accounts.email.invalid")] : Array.Empty<RuleProblem>(),
            .. NoneChosen(given),
        ];
        return problems.Count > 0 ? Task.FromResult<IReadOnlyList<RuleProblem>>(problems) : AdministerAsync(id, by, async (write, organisation) =>
        {
            var (db, now, hash) = (write.Get<AccountsDb>(), time.GetUtcNow(), address!.Hash(cipher));
            var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.EmailHash == hash, ct);
            if (account is not null && await db.Members.AnyAsync(member => member.OrganisationId == id && member.AccountId == account.Id, ct))
            {
                return [new("email", "member.already", "accounts.organisations.problem.member")];
            }

            if (await db.Members.CountAsync(member => member.OrganisationId == id, ct) + await db.Invitations.CountAsync(invitation => invitation.OrganisationId == id, ct) >= MostMembers)
            {
                return [new("email", "members.too-many", "accounts.organisations.problem.members") { Args = [MostMembers] }];
            }

            // A new invitation takes the place of an earlier one: only the newest link opens.
            db.Invitations.RemoveRange(await db.Invitations.Where(earlier => earlier.OrganisationId == id && earlier.EmailHash == hash).ToListAsync(ct));
            var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
            var invitation = new Invitation
            {
                Id = Ids.New(),
                OrganisationId = id,
                EmailHash = hash,
                Email = cipher.Encrypt(address.Value),
                Rights = given,
                TokenHash = TokenHash(cipher, token),
                ExpiresAt = now + InvitationLasts,
            };
            db.Invitations.Add(invitation);
            var recipient = account is null ? new Recipient(null, address.Value, Lang.Current) : account.Open(cipher).Recipient;
            await write.Get<INotifications>().SendAsync(
                new Message(recipient, "accounts.organisations.mail.invited", [organisation.Name], $"/organisations/join/{token}", $"invitation/{invitation.Id}"), ct);
            await AuditAsync(write, id, "organisation.member-invited", account?.Id, ct, ("rights", given));
            return [];
        }, ct);
    }

    internal static string TokenHash(FieldCipher cipher, string token) => cipher.KeyedHash("invitation:" + token);

    /// <summary>The invited person accepts; the account must have the invited address.</summary>
    internal Task<Guid?> JoinAsync(string token, Guid person, CancellationToken ct) => writes.RunAsync(async write =>
    {
        var (db, now, hash) = (write.Get<AccountsDb>(), time.GetUtcNow(), TokenHash(cipher, token));
        var invitation = await db.Invitations.SingleOrDefaultAsync(invitation => invitation.TokenHash == hash && invitation.ExpiresAt > now, ct);
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.Id == person, ct);
        if (invitation is null || account?.EmailHash != invitation.EmailHash)
        {
            return (Guid?)null;
        }

        if (await db.Members.FindAsync([invitation.OrganisationId, person], ct) is null)
        {
            db.Members.Add(new Member { OrganisationId = invitation.OrganisationId, AccountId = person, Rights = invitation.Rights, Since = now });
        }

        db.Invitations.Remove(invitation);
        await AuditAsync(write, invitation.OrganisationId, "organisation.member-joined", person, ct, ("rights", invitation.Rights));
        return invitation.OrganisationId;
    }, ct);

    /// <param name="chosen">None: the person is no longer a member.</param>
    internal Task<IReadOnlyList<RuleProblem>> ChangeMemberAsync(Guid id, Guid person, IEnumerable<string> chosen, Guid by, CancellationToken ct) =>
        AdministerAsync(id, by, async (write, _) =>
        {
            var db = write.Get<AccountsDb>();
            var given = rights.Chosen(chosen, toPeople: true);
            await write.LockAsync($"organisation:{id}", ct);
            var members = await db.Members.Where(member => member.OrganisationId == id).ToListAsync(ct);
            if (members.Find(member => member.AccountId == person) is not { } changed)
            {
                return [new("", "member.unknown", "accounts.organisations.problem.unknown-member")];
            }

            if (!RightSet.Administers(given) && !members.Exists(member => member.AccountId != person && RightSet.Administers(member.Rights)))
            {
                return [new("rights", "administrator.last", "accounts.organisations.problem.last")];
            }

            if (given.Length == 0)
            {
                db.Members.Remove(changed);
            }
            else
            {
                changed.Rights = given;
            }

            await AuditAsync(write, id, given.Length == 0 ? "organisation.member-removed" : "organisation.member-changed", person, ct, ("rights", given));
            return [];
        }, ct);

    internal Task<IReadOnlyList<RuleProblem>> WithdrawInvitationAsync(Guid id, Guid invitation, Guid by, CancellationToken ct) => AdministerAsync(id, by, async (write, _) =>
    {
        var db = write.Get<AccountsDb>();
        db.Invitations.RemoveRange(await db.Invitations.Where(row => row.Id == invitation && row.OrganisationId == id).ToListAsync(ct));
        await AuditAsync(write, id, "organisation.invitation-withdrawn", null, ct);
        return [];
    }, ct);

    /// <summary>Gives rights to another organisation, from a day on.</summary>
    internal Task<IReadOnlyList<RuleProblem>> DelegateAsync(Guid id, string? number, IEnumerable<string> chosen, DateOnly? first, DateOnly? last, Guid by, CancellationToken ct)
    {
        var given = rights.Chosen(chosen, toPeople: false);
        var today = HongKong.Today(time);
        List<RuleProblem> problems = [.. NoneChosen(given)];
        if (last < (first ?? today))
        {
            problems.Add(new("last", "last.before-first", "accounts.organisations.problem.days"));
        }

        return problems.Count > 0 ? Task.FromResult<IReadOnlyList<RuleProblem>>(problems) : AdministerAsync(id, by, async (write, _) =>
        {
            var other = await write.Get<IOrganisations>().FindByNumberAsync(number ?? "", ct);
            if (other is null || other.Id == id)
            {
                return [new("number", "organisation.unknown", "accounts.organisations.problem.number")];
            }

            write.Get<AccountsDb>().Delegations.Add(new Delegation { Id = Ids.New(), Grantor = id, Grantee = other.Id, Rights = given, FirstDay = first ?? today, LastDay = last });
            await AuditAsync(write, id, "organisation.rights-delegated", null, ct, ("to", other.Id.ToString()), ("rights", given));
            return [];
        }, ct);
    }

    internal Task<IReadOnlyList<RuleProblem>> EndDelegationAsync(Guid id, Guid delegation, Guid by, CancellationToken ct) => AdministerAsync(id, by, async (write, _) =>
    {
        var found = await write.Get<AccountsDb>().Delegations.SingleOrDefaultAsync(row => row.Id == delegation && row.Grantor == id && row.EndedAt == null, ct);
        if (found is not null)
        {
            found.EndedAt = time.GetUtcNow();
            await AuditAsync(write, id, "organisation.delegation-ended", null, ct, ("to", found.Grantee.ToString()));
        }

        return [];
    }, ct);

    /// <returns>The secret, to be shown this once.</returns>
    internal async Task<(string? Secret, IReadOnlyList<RuleProblem> Problems)> IssueKeyAsync(Guid id, string? name, IEnumerable<string> chosen, Guid by, CancellationToken ct)
    {
        var (given, called) = (rights.Chosen(chosen, toPeople: false), Clean(name));
        List<RuleProblem> problems = [.. NoneChosen(given)];
        if (called is null || called.Length > LongestName)
        {
            problems.Insert(0, new("name", "key.name", "accounts.organisations.problem.key-name") { Args = [LongestName] });
        }

        if (problems.Count > 0)
        {
            return (null, problems);
        }

        var secret = ApiKeys.NewSecret();
        var refused = await AdministerAsync(id, by, async (write, _) =>
        {
            var now = time.GetUtcNow();
            var key = new ApiKey { Id = Ids.New(), OrganisationId = id, Hash = ApiKeys.HashOf(cipher, secret), Name = called!, Rights = given, CreatedAt = now, CreatedBy = by, ExpiresAt = now + KeyLasts };
            write.Get<AccountsDb>().ApiKeys.Add(key);
            await AuditAsync(write, id, "organisation.key-issued", null, ct, ("key", key.Id.ToString()), ("rights", given));
            return [];
        }, ct);
        return (refused.Count == 0 ? secret : null, refused);
    }

    internal Task<IReadOnlyList<RuleProblem>> RevokeKeyAsync(Guid id, Guid key, Guid by, CancellationToken ct) => AdministerAsync(id, by, async (write, _) =>
    {
        var found = await write.Get<AccountsDb>().ApiKeys.SingleOrDefaultAsync(row => row.Id == key && row.OrganisationId == id && row.RevokedAt == null, ct);
        if (found is not null)
        {
            found.RevokedAt = time.GetUtcNow();
            await AuditAsync(write, id, "organisation.key-revoked", null, ct, ("key", key.ToString()));
        }

        return [];
    }, ct);

    private Task<IReadOnlyList<RuleProblem>> AdministerAsync(Guid id, Guid by, Func<Write, Organisation, Task<IReadOnlyList<RuleProblem>>> act, CancellationToken ct) =>
        writes.RunAsync(async write =>
        {
            var db = write.Get<AccountsDb>();
            return await db.Members.AsNoTracking().SingleOrDefaultAsync(member => member.OrganisationId == id && member.AccountId == by, ct) is { } member && RightSet.Administers(member.Rights)
                ? await act(write, (await write.Get<IOrganisations>().FindAsync(id, ct))!)
                : [new("", "organisation.not-administrator", "accounts.organisations.problem.not-administrator")];
        }, ct);

    private static RuleProblem[] NoneChosen(string given) => given.Length > 0 ? [] : [new("rights", "rights.none", "accounts.organisations.problem.rights")];

    private static Task AuditAsync(Write write, Guid id, string action, Guid? person, CancellationToken ct, params (string Name, string Value)[] facts) =>
        write.Get<IAudit>().RecordAsync(new AuditLine(action, $"organisation/{id}", person, Facts: facts.Length == 0 ? null : facts.ToDictionary(fact => fact.Name, fact => fact.Value)), ct);

    private static string? Clean(string? typed)
    {
        var words = new string([.. (typed ?? "").Normalize(NormalizationForm.FormC).Where(symbol => !char.IsControl(symbol) || char.IsWhiteSpace(symbol))]);
        var text = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length == 0 ? null : text;
    }

    private static string? Digits(string? typed)
    {
        var plain = string.Concat((typed ?? "").Normalize(NormalizationForm.FormKC).Where(symbol => !char.IsWhiteSpace(symbol) && symbol != '-'));
        return plain.Length == 0 ? null : plain.All(char.IsAsciiDigit) ? plain : "?";
    }
}

internal sealed record OrganisationInput(string? English, string? Chinese, string? BusinessNumber);
