using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Accounts.Organisations;
using OneStop.Platform.Web;

namespace OneStop.Accounts.Sessions;

/// <summary>A browser shows a cookie, a program a bearer token or its organisation's key; <c>/api</c> takes the token alone, so no other site's form can reach it.</summary>
internal static class SignInSchemes
{
    public const string Cookie = "cookie";
    public const string Bearer = "bearer";
    public const string SessionCookie = "session";
    private const string Either = "accounts";
    private static readonly TimeSpan Idle = TimeSpan.FromHours(2);
    private static readonly TimeSpan TokenLasts = TimeSpan.FromHours(1);

    public static void Add(IServiceCollection services)
    {
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, policy => policy.ForwardDefaultSelector = http => !http.Request.Path.StartsWithSegments("/api") ? Cookie : ApiKeys.IsShownBy(http.Request) ? ApiKeys.SchemeName : Bearer)
            .AddScheme<AuthenticationSchemeOptions, ApiKeys>(ApiKeys.SchemeName, null, null)
            .AddBearerToken(Bearer, bearer => (bearer.BearerTokenExpiration, bearer.RefreshTokenExpiration) = (TokenLasts, Session.Longest))
            .AddCookie(Cookie, cookie =>
            {
                cookie.Cookie.Name = SessionCookie;
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                cookie.ExpireTimeSpan = Idle;
                cookie.SlidingExpiration = true;
                cookie.Events.OnRedirectToLogin = AskToSignIn;
                cookie.Events.OnRedirectToAccessDenied = context =>
                {
                    context.Response.StatusCode = StatusCodes.Status403Forbidden;
                    return Task.CompletedTask;
                };
            });
        services.AddScoped<IClaimsTransformation, SessionCheck>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AskAgain>();
    }

    /// <summary>What a cookie or token carries: whose session, no more.</summary>
    public static ClaimsPrincipal Ticket(Session session, string scheme) => new(new ClaimsIdentity(
        [new(PersonClaims.Id, session.AccountId.ToString()), new(SessionClaims.Id, session.Id.ToString())], scheme, PersonClaims.Name, PersonClaims.Officer));

    private static Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        var back = HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : request.Path.ToString();
        context.Response.Redirect($"{SitePages.Address("/sign-in")}?returnUrl={Uri.EscapeDataString(back)}");
        return Task.CompletedTask;
    }
}
