using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;

namespace OneStop.Accounts.Sessions;

/// <summary>Whose session has ended is asked to sign in, like anybody else; the framework would call a cookie of an ended session forbidden.</summary>
internal sealed class AskAgain : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler usual = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult result) =>
        usual.HandleAsync(next, context, policy, result.Forbidden && context.User.Identity?.IsAuthenticated != true ? PolicyAuthorizationResult.Challenge() : result);
}
