using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;

namespace OneStop.Accounts.Organisations;

internal sealed class StoredOrganisation
{
    public Guid Id { get; init; }
    public required string Number { get; init; }
    public string? English { get; set; }
    public string? Chinese { get; set; }
    public string? BusinessNumber { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public int Version { get; set; }

    public Organisation Open() => new(Id, Number, English, Chinese, BusinessNumber);
}

/// <summary>A person who acts for an organisation.</summary>
internal sealed class Member
{
    public Guid OrganisationId { get; init; }
    public Guid AccountId { get; init; }

    /// <summary>See <see cref="RightSet"/>.</summary>
    public required string Rights { get; set; }

    public DateTimeOffset Since { get; init; }
}

/// <summary>Somebody asked by e-mail to become a member. Its link opens only for the account with that address.</summary>
internal sealed class Invitation
{
    public Guid Id { get; init; }
    public Guid OrganisationId { get; init; }
    public required string EmailHash { get; init; }

    /// <summary>Sealed.</summary>
    public required string Email { get; init; }

    public required string Rights { get; init; }
    public required string TokenHash { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>Rights that an organisation has given to another one.</summary>
internal sealed class Delegation
{
    public Guid Id { get; init; }
    public Guid Grantor { get; init; }
    public Guid Grantee { get; init; }
    public required string Rights { get; init; }
    public DateOnly FirstDay { get; init; }

    /// <summary>Included; null until further notice.</summary>
    public DateOnly? LastDay { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public bool Holds(DateOnly day) => EndedAt is null && FirstDay <= day && !(LastDay < day);
}

/// <summary>What an organisation's program shows. Kept as a keyed hash: nobody can read it again.</summary>
internal sealed class ApiKey
{
    public Guid Id { get; init; }
    public Guid OrganisationId { get; init; }
    public required string Hash { get; init; }

    /// <summary>What it is for, in its organisation's words.</summary>
    public required string Name { get; init; }

    public required string Rights { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public Guid CreatedBy { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; set; }
}

internal static class OrganisationMapping
{
    internal static void Map(ModelBuilder model)
    {
        model.Entity<StoredOrganisation>(e =>
        {
            e.ToTable("Organisations").HasKey(organisation => organisation.Id);
            e.HasIndex(organisation => organisation.Number).IsUnique();
        });
        model.Entity<Member>(e =>
        {
            e.ToTable("Members").HasKey(member => new { member.OrganisationId, member.AccountId });
            e.HasIndex(member => member.AccountId);
        });
        model.Entity<Invitation>(e =>
        {
            e.ToTable("Invitations").HasKey(invitation => invitation.Id);
            e.HasIndex(invitation => invitation.TokenHash).IsUnique();
            e.HasIndex(invitation => invitation.OrganisationId);
        });
        model.Entity<Delegation>(e =>
        {
            e.ToTable("Delegations").HasKey(delegation => delegation.Id);
            e.HasIndex(delegation => delegation.Grantor);
            e.HasIndex(delegation => delegation.Grantee);
        });
        model.Entity<ApiKey>(e =>
        {
            e.ToTable("ApiKeys").HasKey(key => key.Id);
            e.HasIndex(key => key.Hash).IsUnique();
            e.HasIndex(key => key.OrganisationId);
        });
    }
}
