using System.Diagnostics;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Data;

namespace OneStop.Platform.Web;

internal static class ProcessContexts
{
    /// <summary>Who asks, for every write of the request.</summary>
    internal static void UseProcessContext(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var process = context.RequestServices.GetRequiredService<ProcessContext>();
        process.Trace = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
        process.Actor = ActorOf(context.User);
        return next();
    });

    private static Actor ActorOf(ClaimsPrincipal user) => user.PersonId() is { } id
        ? new Actor(user.IsOfficer() ? ActorKind.Officer : ActorKind.Person, id, string.Join(',', user.FindAll(PersonClaims.Officer).Select(claim => claim.Value)))
        : user.ClientId() is { } client ? new Actor(ActorKind.Client, client, user.FindFirstValue(PersonClaims.Name) ?? "")
        : Actor.System("visitor");
}
