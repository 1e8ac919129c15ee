using System.Security.Claims;
using OneStop.Accounts.Contracts;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Filings.Signing;

internal static class SignedIn
{
    /// <summary>Who is signed in, as somebody who may sign: with a confirmed address. Null where nobody is.</summary>
    public static async Task<Signer?> AsSignerAsync(ClaimsPrincipal user, IPeople people, CancellationToken ct) =>
        user.PersonId() is { } id && await people.FindAsync(id, ct) is { } person
            ? new Signer(id, person.Email, Method(user), Lang.Current)
            : null;

    private static string Method(ClaimsPrincipal user) =>
        string.Join(' ', user.FindAll("amr").Select(claim => claim.Value)) is { Length: > 0 } methods ? methods : user.Identity?.AuthenticationType ?? "";
}
