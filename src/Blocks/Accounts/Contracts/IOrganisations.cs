using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Texts;

namespace OneStop.Accounts.Contracts;

/// <summary>Companies and other bodies with members who act for them, each with rights, and with rights they have given to one another.</summary>
public interface IOrganisations
{
    Task<Organisation?> FindAsync(Guid id, CancellationToken ct = default);

    Task<IReadOnlyDictionary<Guid, Organisation>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct = default);

    /// <summary>By its number, however it was typed.</summary>
    Task<Organisation?> FindByNumberAsync(string number, CancellationToken ct = default);

    /// <summary>For whom the caller, a person or an organisation's program, may use the right today: their own organisations first, then those that gave it to these.</summary>
    Task<IReadOnlyList<Mandate>> MandatesAsync(ClaimsPrincipal caller, string right, CancellationToken ct = default);

    /// <summary>The same of a person who does not ask themselves just now.</summary>
    Task<IReadOnlyList<Mandate>> MandatesAsync(Guid personId, string right, CancellationToken ct = default);

    /// <summary>Whose members may use the right: for messages to them.</summary>
    Task<IReadOnlyList<Guid>> MembersWithAsync(Guid organisation, string right, CancellationToken ct = default);
}

/// <param name="Number">For people to give each other: <c>OR-7K3M-92QX-VD5</c>.</param>
/// <param name="English">At least one of the two names is there.</param>
/// <param name="BusinessNumber">Of its business registration; null where it has none.</param>
public sealed record Organisation(Guid Id, string Number, string? English, string? Chinese, string? BusinessNumber)
{
    public LocalizedText Name => new(English ?? Chinese!, Chinese ?? English!, Chinese ?? English!);
}

/// <param name="For">Who answers for what is done.</param>
/// <param name="By">Whose member or program does it; the same, unless the right was given to another organisation.</param>
public sealed record Mandate(Organisation For, Organisation By)
{
    public bool IsDelegated => For.Id != By.Id;
}

/// <summary>A right that an organisation's administrators can give to members, programs and other organisations.</summary>
/// <param name="Code">Service and verb: <c>road-cargo:lodge</c>.</param>
/// <param name="TextKey">What it allows, in words.</param>
public sealed record OrganisationRight(string Code, string TextKey);

public static class OrganisationRights
{
    /// <summary>Manages members, programs and what other organisations may do.</summary>
    public const string Administer = "organisation:administer";

    public static IServiceCollection AddOrganisationRight(this IServiceCollection services, OrganisationRight right) => services.AddSingleton(right);
}
