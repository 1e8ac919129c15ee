using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;

namespace OneStop.Platform.Web;

/// <summary>A failure is a problem document for programs and a page in the reader's language for people.</summary>
internal static class Failures
{
    internal static void UseFailures(this WebApplication app)
    {
        app.UseExceptionHandler(handler => handler.Run(context =>
        {
            var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
            context.Response.StatusCode = error switch
            {
                LaneFullException => StatusCodes.Status503ServiceUnavailable,
                BadHttpRequestException bad => bad.StatusCode,
                _ => StatusCodes.Status500InternalServerError,
            };
            if (error is LaneFullException)
            {
                context.Response.Headers.RetryAfter = "1";
            }

            return Task.CompletedTask;
        }));

        app.UseStatusCodePages(async pages =>
        {
            var context = pages.HttpContext;
            if (context.Request.Path.StartsWithSegments("/api") || Languages.InPath(context.Request.Path) is null)
            {
                await WriteProblemAsync(context);
                return;
            }

            await ShowPageAsync(pages);
        });
    }

    private static async Task WriteProblemAsync(HttpContext context)
    {
        var text = context.RequestServices.GetRequiredService<Text>();
        var status = context.Response.StatusCode;
        await context.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails =
            {
                Status = status,
                Title = text.Has($"platform.error.{status}.title") ? text[$"platform.error.{status}.title"] : null,
                Detail = text.Has($"platform.error.{status}.cure") ? text[$"platform.error.{status}.cure"] : null,
            },
        });
    }

    private static async Task ShowPageAsync(StatusCodeContext pages)
    {
        var context = pages.HttpContext;
        var (path, query, method) = (context.Request.Path, context.Request.QueryString, context.Request.Method);
        var status = context.Response.StatusCode;
        context.Request.Path = SitePages.Address($"/error/{status}");
        context.Request.QueryString = QueryString.Empty;
        context.Request.Method = HttpMethods.Get;
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        try
        {
            await pages.Next(context);
            context.Response.StatusCode = status;
        }
        finally
        {
            (context.Request.Path, context.Request.QueryString, context.Request.Method) = (path, query, method);
        }
    }
}
