using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Organisations;
using OneStop.Accounts.Passkeys;
using OneStop.Accounts.People;
using OneStop.Accounts.Posts;
using OneStop.Accounts.SecondFactors;
using OneStop.Accounts.Sessions;
using OneStop.Accounts.SignIn;
using OneStop.Accounts.SignUp;
using OneStop.Platform.Data;

namespace OneStop.Accounts;

internal sealed class AccountsDb(Unit unit) : ModuleDb(unit)
{
    public override string Prefix => "accounts";

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<EmailProof> Proofs => Set<EmailProof>();

    public DbSet<FailedSignIns> Failures => Set<FailedSignIns>();

    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    public DbSet<Passkey> Passkeys => Set<Passkey>();

    public DbSet<Post> Posts => Set<Post>();

    public DbSet<StoredOrganisation> Organisations => Set<StoredOrganisation>();

    public DbSet<Member> Members => Set<Member>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<Delegation> Delegations => Set<Delegation>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<Account>(e =>
        {
            e.ToTable("People").HasKey(account => account.Id);
            e.HasIndex(account => account.EmailHash).IsUnique();
        });
        model.Entity<Session>(e =>
        {
            e.ToTable("Sessions").HasKey(session => session.Id);
            e.HasIndex(session => new { session.AccountId, session.EndsAt });
        });
        model.Entity<EmailProof>(e =>
        {
            e.ToTable("EmailProofs").HasKey(proof => proof.Id);
            e.HasIndex(proof => new { proof.EmailHash, proof.Purpose });
        });
        model.Entity<FailedSignIns>(e => e.ToTable("FailedSignIns").HasKey(failed => failed.EmailHash));
        model.Entity<RecoveryCode>(e => e.ToTable("RecoveryCodes").HasKey(code => new { code.AccountId, code.Hash }));
        model.Entity<Passkey>(e =>
        {
            e.ToTable("Passkeys").HasKey(passkey => passkey.CredentialId);
            e.HasIndex(passkey => passkey.AccountId);
        });
        OrganisationMapping.Map(model);
        model.Entity<Post>(e => e.ToTable("Posts").HasKey(post => new { post.AccountId, post.Department, post.Role }));
    }
}
