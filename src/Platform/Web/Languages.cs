using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using OneStop.Platform.Texts;

namespace OneStop.Platform.Web;

/// <summary>The language is the first part of a page's address. An address without one leads to the reader's own.</summary>
internal static class Languages
{
    private const string Cookie = "lang";

    internal static void UseLanguages(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var inPath = InPath(context.Request.Path);
        var lang = inPath ?? Preferred(context.Request);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = lang.Culture;
        return next();
    });

    /// <summary>Sends <c>/</c> and pages asked for without a language to the reader's language, where nothing else answers.</summary>
    internal static void MapLanguageFallback(this IEndpointRouteBuilder routes) =>
        routes.MapFallback("{*path:nonfile}", context =>
        {
            var path = context.Request.Path;
            if (!HttpMethods.IsGet(context.Request.Method) || InPath(path) is not null || path.StartsWithSegments("/api"))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }

            context.Response.Headers.Vary = "Accept-Language, Cookie";
            context.Response.Redirect($"/{Preferred(context.Request).Code}{(path == "/" ? "" : path.ToUriComponent())}{context.Request.QueryString}");
            return Task.CompletedTask;
        }).AllowAnonymous().ExcludeFromDescription();

    internal static Lang? InPath(PathString path)
    {
        var first = path.Value?.Split('/', 3) is [_, var segment, ..] ? segment : null;
        return Lang.Find(first);
    }

    private static Lang Preferred(HttpRequest request)
    {
        if (Lang.Find(request.Cookies[Cookie]) is { } chosen)
        {
            return chosen;
        }

        var accepted = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1);
        return accepted.Select(language => Match(language.Value.Value ?? "")).FirstOrDefault(lang => lang is not null) ?? Lang.English;
    }

    private static Lang? Match(string tag)
    {
        var parts = tag.ToLowerInvariant().Split('-');
        return parts[0] switch
        {
            "en" => Lang.English,
            "zh" when parts.Contains("hans") || parts.Contains("cn") || parts.Contains("sg") => Lang.Simplified,
            "zh" or "yue" => Lang.Traditional,
            _ => null,
        };
    }

    internal sealed class Constraint : IRouteConstraint
    {
        public bool Match(HttpContext? context, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection direction) =>
            values[routeKey] is string code && Lang.All.Any(lang => lang.Code == code);
    }

    /// <summary>Every page's own route stands behind the language.</summary>
    internal sealed class Prefix : IPageRouteModelConvention
    {
        public void Apply(PageRouteModel model)
        {
            foreach (var selector in model.Selectors)
            {
                var own = selector.AttributeRouteModel!.Template?.TrimStart('/') ?? "";
                selector.AttributeRouteModel.Template = own.Length == 0 ? "{lang:lang}" : "{lang:lang}/" + own;
            }
        }
    }
}
