using System.Security.Claims;
using OneStop.Platform.Web;

namespace OneStop.Cases.Handling;

/// <param name="Desks">The posts held: <c>cr:registrar</c>.</param>
internal sealed record Officer(Guid Id, IReadOnlyList<string> Desks)
{
    internal static Officer From(ClaimsPrincipal user) =>
        new(user.RequiredPersonId(), [.. user.FindAll(PersonClaims.Officer).Select(claim => claim.Value)]);

    /// <summary>Nobody handles the case of another desk, or a case that is a dealing of their own.</summary>
    internal Entrance To(Case? found) => found switch
    {
        null => Entrance.NotFound,
        _ when !Desks.Contains(found.Desk) => Entrance.OtherDesk,
        _ when found.Parties.Any(party => party.PersonId == Id) => Entrance.OwnCase,
        _ => Entrance.Granted,
    };
}

internal enum Entrance
{
    Granted,
    NotFound,
    OtherDesk,
    OwnCase,
}
