using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Web;

namespace OneStop.Accounts.Sessions;

/// <summary>A page that changes how its owner signs in asks for the password again, unless it was shown a quarter of an hour ago at the most.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class FreshSignInAttribute : Attribute, IAsyncPageFilter
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        var proven = long.Parse(http.User.FindFirstValue(SessionClaims.ProvenAt) ?? "0", CultureInfo.InvariantCulture);
        if (http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(proven) <= Fresh)
        {
            await next();
            return;
        }

        http.Response.Headers.Location = $"{SitePages.Address("/account/confirm-password")}?returnUrl={Uri.EscapeDataString(http.Request.Path)}";
        context.Result = new StatusCodeResult(StatusCodes.Status303SeeOther);
    }
}
