using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using OneStop.Accounts.People;
using OneStop.Platform.Data;
using OneStop.Platform.Secrets;
using OneStop.Platform.Web;

namespace OneStop.Accounts.Sessions;

/// <summary>
/// A cookie or token names a session and nothing else. Each request looks it up: ended means signed out, and a new name or a lost post
/// holds at once. An officer acts only in a session with a second factor (<c>Accounts:OfficersNeedSecondFactor</c>).
/// </summary>
internal sealed class SessionCheck(AccountsDb db, PeopleDirectory people, FieldCipher cipher, AccountsOptions options, TimeProvider time) : IClaimsTransformation
{
    private static readonly HotQuery<AccountsDb, Guid, DateTimeOffset, Found?> Standing = new((db, id, now) => (
        from session in db.Sessions
        join account in db.Accounts on session.AccountId equals account.Id
        where session.Id == id && session.EndsAt > now
        select new Found(session, account, db.Posts.Where(post => post.AccountId == account.Id).Select(post => post.Department + ":" + post.Role).ToList()))
        .AsNoTracking().SingleOrDefault());

    public async Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        if (principal.SessionId() is not { } id || principal.HasClaim(claim => claim.Type == SessionClaims.ProvenAt))
        {
            return principal;
        }

        var now = time.GetUtcNow();
        var found = await Standing.RunAsync(db, id, now);
        if (found is null)
        {
            return new ClaimsPrincipal(new ClaimsIdentity());
        }

        people.Know(found.Account);
        var identity = new ClaimsIdentity(principal.Identity?.AuthenticationType, PersonClaims.Name, PersonClaims.Officer);
        identity.AddClaims([
            new(PersonClaims.Id, found.Account.Id.ToString()),
            new(PersonClaims.Name, cipher.Decrypt(found.Account.Name)),
            new(SessionClaims.Id, id.ToString()),
            new(SessionClaims.ProvenAt, found.Session.ProvenAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))]);
        var posts = FirstOperator(found.Account.EmailHash) ? found.Posts.Append("dpo:operator").Distinct() : found.Posts;
        var acts = found.Session.SecondFactor || !options.OfficersNeedSecondFactor;
        identity.AddClaims(posts.Select(post => new Claim(acts ? PersonClaims.Officer : SessionClaims.IdlePost, post)));
        return new ClaimsPrincipal(identity);
    }

    private sealed record Found(Session Session, Account Account, List<string> Posts);

    private bool FirstOperator(string emailHash) => options.FirstOperator is { } email && EmailAddress.Parse(email)?.Hash(cipher) == emailHash;
}

internal static class SessionClaims
{
    public const string Id = "sid";

    /// <summary>When the person last proved to be themselves, in Unix seconds.</summary>
    public const string ProvenAt = "proven";

    /// <summary>A post that this session may not act in: it lacks a second factor.</summary>
    public const string IdlePost = "idle-post";

    public static Guid? SessionId(this ClaimsPrincipal principal) => Guid.TryParse(principal.FindFirstValue(Id), out var id) ? id : null;
}
