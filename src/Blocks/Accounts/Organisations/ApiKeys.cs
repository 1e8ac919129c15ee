using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OneStop.Platform.Data;
using OneStop.Platform.Secrets;
using OneStop.Platform.Web;

namespace OneStop.Accounts.Organisations;

/// <summary>
/// A program of an organisation shows its key as a bearer token (RFC 6750). Each request looks it up, so one that was revoked opens
/// nothing from then on. A key is 256 random bits: a keyed hash is enough to keep it.
/// </summary>
internal sealed class ApiKeys(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, AccountsDb db, FieldCipher cipher, TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    internal const string SchemeName = "api-key";
    private const string Mark = "osk_";
    private const string Prefix = "Bearer ";
    private const int Longest = 100;

    private static readonly HotQuery<AccountsDb, string, DateTimeOffset, ApiKey?> Valid = new((db, hash, now) =>
        db.ApiKeys.AsNoTracking().SingleOrDefault(key => key.Hash == hash && key.RevokedAt == null && key.ExpiresAt > now));

    internal static string NewSecret() => Mark + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    internal static string HashOf(FieldCipher cipher, string secret) => cipher.KeyedHash("api-key:" + secret);

    internal static bool IsShownBy(HttpRequest request) => request.Headers.Authorization.ToString().StartsWith(Prefix + Mark, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var shown = Request.Headers.Authorization.ToString()[Prefix.Length..].Trim();
        if (shown.Length > Longest || await Valid.RunAsync(db, HashOf(cipher, shown), time.GetUtcNow()) is not { } key)
        {
            return AuthenticateResult.Fail("The key is unknown, revoked or past its last day.");
        }

        var identity = new ClaimsIdentity(SchemeName, PersonClaims.Name, PersonClaims.Officer);
        identity.AddClaims([
            new(ClientClaims.Id, key.Id.ToString()),
            new(ClientClaims.Organisation, key.OrganisationId.ToString()),
            new(PersonClaims.Name, key.Name),
            .. RightSet.Open(key.Rights).Select(right => new Claim(ClientClaims.Right, right))]);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return Task.CompletedTask;
    }
}
