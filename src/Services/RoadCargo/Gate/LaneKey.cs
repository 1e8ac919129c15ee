using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OneStop.Platform.Web;

namespace OneStop.RoadCargo.Gate;

/// <summary>The machines of the lanes show the control point's key: programs as a bearer token, screens as a cookie once somebody has typed it.</summary>
internal sealed class LaneKey(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, GateOptions gate)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    internal const string SchemeName = "lane-key";
    internal const string Cookie = "lane";
    internal const string OpenPath = "/control-point/open";

    /// <summary>Machines of the lanes act as the control point; officers name themselves with what they record.</summary>
    private static readonly Guid Machine = new("00000000-0000-0000-0000-00000000ced0");

    internal static bool IsKey(string key, string? shown) => CryptographicOperations.FixedTimeEquals(Hash(key), Hash(shown?.Trim() ?? ""));

    /// <summary>What the cookie holds: it says nothing of the key.</summary>
    internal static string Token(string key) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), "lane"u8));

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        const string bearer = "Bearer ";
        var header = Request.Headers.Authorization.ToString();
        var known = header.StartsWith(bearer, StringComparison.OrdinalIgnoreCase) ? IsKey(gate.Key, header[bearer.Length..]) : IsKey(Token(gate.Key), Request.Cookies[Cookie]);
        return Task.FromResult(known
            ? AuthenticateResult.Success(new AuthenticationTicket(
                new ClaimsPrincipal(new ClaimsIdentity(
                    [new Claim(PersonClaims.Id, Machine.ToString()), new Claim(PersonClaims.Officer, $"{RoadCargoModule.Department}:{Crossings.CrossingsApi.Role}")], SchemeName)), SchemeName))
            : AuthenticateResult.NoResult());
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Request.Path.StartsWithSegments("/api"))
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else
        {
            Response.Redirect(SitePages.Address(OpenPath));
        }

        return Task.CompletedTask;
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
