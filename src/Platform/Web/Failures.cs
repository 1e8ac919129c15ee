using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;

namespace OneStop.Platform.Web;

/// <summary>A failure is a problem document for programs and a page in the reader's language for people.</summary>
internal static class Failures
{
    internal static void UseFailures(this WebApplication app)
    {
        app.UseStatusCodePages(pages => IsForPrograms(pages.HttpContext.Request.Path) ? WriteProblemAsync(pages.HttpContext) : ShowPageAsync(pages));
        app.UseExceptionHandler(handler => handler.Run(context =>
        {
            var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
            SecurityHeaders.AddTo(context.Response.Headers);
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
    }

    /// <summary>Answers where no page and no endpoint does: the reader's language, or nothing there.</summary>
    internal static void UseUnmatched(this IApplicationBuilder app) => app.Use((context, next) => context.GetEndpoint() switch
    {
        null => Languages.AnswerUnmatched(context),
        // Only routing's own refusals (405, 415) say nothing about access; see DeniedByDefault.
        { Metadata.Count: 0, RequestDelegate: { } refusal } => refusal(context),
        _ => next(),
    });

    internal static (string Title, string Cure) Words(Text text, int status, string? kind = null)
    {
        var key = $"platform.error.{kind ?? $"{status}"}";
        if (!text.Has(key + ".title"))
        {
            key = status >= 500 ? "platform.error.500" : "platform.error.400";
        }

        return (text[key + ".title"], text[key + ".cure"]);
    }

    private static bool IsForPrograms(PathString path) => path.StartsWithSegments("/api") || Languages.InPath(path) is null;

    private static Task WriteProblemAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        var (title, cure) = Words(context.RequestServices.GetRequiredService<Text>(), status);
        var problem = new ProblemDetails { Status = status, Title = title, Detail = cure };
        problem.Extensions["traceId"] = Activity.Current?.Id ?? context.TraceIdentifier;
        return context.Response.WriteAsJsonAsync(problem, options: null, "application/problem+json");
    }

    private static async Task ShowPageAsync(StatusCodeContext pages)
    {
        var context = pages.HttpContext;
        var (path, query, method) = (context.Request.Path, context.Request.QueryString, context.Request.Method);
        var status = context.Response.StatusCode;
        context.Features.Set(new AskedAddress(path, query));
        context.Request.Path = SitePages.Address($"/error/{status}");
        context.Request.QueryString = QueryString.Empty;
        context.Request.Method = HttpMethods.IsHead(method) ? HttpMethods.Head : HttpMethods.Get;
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        try
        {
            await pages.Next(context);
        }
        finally
        {
            (context.Request.Path, context.Request.QueryString, context.Request.Method) = (path, query, method);
        }

        // The page itself failed.
        if (!context.Response.HasStarted && context.Response.ContentType is null)
        {
            context.Response.StatusCode = status;
            var (title, cure) = Words(context.RequestServices.GetRequiredService<Text>(), status);
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync($"{title}\n{cure}\n");
        }
    }
}
