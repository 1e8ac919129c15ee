using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OneStop.Platform.PublicPages;
using OneStop.Platform.Web;

namespace OneStop.Kit;

/// <summary>Stands in for the Accounts block where a test has none: two headers say who asks. Accounts, where present, takes the default over.</summary>
internal sealed class TestSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    internal const string SchemeName = "test";
    internal const string PersonHeader = "Test-Person";
    internal const string OfficerHeader = "Test-Officer";

    internal const string Cookie = "signed-in";

    internal static void Add(IServiceCollection services) =>
        services.AddPersonalCookie(Cookie).AddAuthentication(SchemeName).AddScheme<AuthenticationSchemeOptions, TestSignIn>(SchemeName, null);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[PersonHeader].ToString() is not { Length: > 0 } person)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var identity = new ClaimsIdentity(SchemeName, PersonClaims.Name, PersonClaims.Officer);
        identity.AddClaim(new Claim(PersonClaims.Id, person));
        foreach (var role in Request.Headers[OfficerHeader].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            identity.AddClaim(new Claim(PersonClaims.Officer, role));
        }

        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName)));
    }
}
