using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using OneStop.Accounts.Contracts;
using OneStop.Accounts.SignIn;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.Sessions;

internal static class SessionApi
{
    private const string Tag = "Accounts";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/session", SignInAsync).AllowAnonymous().RequireRateLimiting(Limits.Careful)
            .WithName("SignIn").WithSummary("Signs in with password and, where the account has an authenticator, a code; gives a bearer token.").WithTags(Tag)
            .Produces<AccessTokenResponse>().ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status429TooManyRequests);
        routes.MapPost("/api/session/refresh", RefreshAsync).AllowAnonymous().RequireRateLimiting(Limits.Careful)
            .WithName("RefreshSession").WithSummary("Gives a new bearer token for a refresh token, as long as the session lasts.").WithTags(Tag)
            .Produces<AccessTokenResponse>().ProducesProblem(StatusCodes.Status401Unauthorized);
        routes.MapDelete("/api/session", SignOutAsync).RequireAuthorization(Access.SignedIn)
            .WithName("SignOut").WithSummary("Ends the session: its tokens are worth nothing from now on.").WithTags(Tag)
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status401Unauthorized);
        routes.MapGet("/api/me", MeAsync).RequireAuthorization(Access.SignedIn)
            .WithName("Me").WithSummary("Who is signed in.").WithTags(Tag)
            .Produces<Me>().ProducesProblem(StatusCodes.Status401Unauthorized);
    }

    private static async Task<IResult> SignInAsync(
        SessionRequest request, HttpContext http, CheckPassword password, CheckCode code, Text text, TimeProvider time, CancellationToken ct)
    {
        var visit = new Visit(SessionKind.Program, Device.Describe(http.Request.Headers.UserAgent));
        var answer = await password.RunAsync(request.Email, request.Password, visit, ct);
        if (answer is SignInAnswer.NeedsCode first && !string.IsNullOrWhiteSpace(request.Code))
        {
            answer = await code.RunAsync(first, request.Code, visit, ct);
        }

        switch (answer)
        {
            case SignInAnswer.In signedIn:
                return Results.SignIn(SignInSchemes.Ticket(signedIn.Session, SignInSchemes.Bearer), authenticationScheme: SignInSchemes.Bearer);
            case SignInAnswer.NeedsCode:
                return Refuse("code-required", text["accounts.code.missing"]);
            case SignInAnswer.Locked locked:
                http.Response.Headers.RetryAfter = Math.Ceiling((locked.Until - time.GetUtcNow()).TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return Refuse("locked", text["accounts.sign-in.locked", Text.Moment(locked.Until)], StatusCodes.Status429TooManyRequests);
            default:
                return Refuse("wrong-credentials", text[request.Code is null ? "accounts.sign-in.wrong" : "accounts.sign-in.wrong-with-code"]);
        }
    }

    private static async Task<IResult> RefreshAsync(RefreshRequest request, IOptionsMonitor<BearerTokenOptions> bearer, SessionCheck check, Text text, TimeProvider time)
    {
        var ticket = bearer.Get(SignInSchemes.Bearer).RefreshTokenProtector.Unprotect(request.RefreshToken);
        return ticket?.Properties.ExpiresUtc is { } expires && expires > time.GetUtcNow() && (await check.TransformAsync(ticket.Principal)).PersonId() is not null
            ? Results.SignIn(ticket.Principal, authenticationScheme: SignInSchemes.Bearer)
            : Refuse("session-ended", text["accounts.session.ended"]);
    }

    private static async Task<IResult> SignOutAsync(ClaimsPrincipal user, EndSession end, CancellationToken ct)
    {
        await end.RunAsync(user.RequiredPersonId(), user.SessionId(), ct);
        return Results.NoContent();
    }

    private static async Task<IResult> MeAsync(ClaimsPrincipal user, IPeople people, CancellationToken ct)
    {
        var person = (await people.FindAsync(user.RequiredPersonId(), ct))!;
        return Results.Ok(new Me(person.Id, person.Name, person.Email, person.Language.Code, [.. user.FindAll(PersonClaims.Officer).Select(claim => claim.Value)]));
    }

    private static IResult Refuse(string code, string detail, int status = StatusCodes.Status401Unauthorized) =>
        Results.Problem(statusCode: status, type: $"https://onestop.example/problems/{code}", detail: detail, extensions: new Dictionary<string, object?> { ["code"] = code });
}

internal sealed record SessionRequest(string? Email, string? Password, string? Code);

internal sealed record RefreshRequest(string? RefreshToken);

/// <param name="Posts">As an officer: <c>cr:registrar</c>.</param>
internal sealed record Me(Guid Id, string Name, string Email, string Language, IReadOnlyList<string> Posts);
