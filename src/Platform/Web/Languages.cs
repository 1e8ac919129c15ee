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
    internal const string Cookie = "lang";

    internal static void UseLanguages(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var inPath = InPath(context.Request.Path);
        var lang = inPath ?? Preferred(context.Request);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = lang.Culture;
        return next();
    });

    /// <summary>Where nothing else answers: a page asked for without a language leads to the reader's language, all else is not there.</summary>
    internal static Task AnswerUnmatched(HttpContext context)
    {
        var path = context.Request.Path;
        var isPage = IsRead(context.Request) && !path.StartsWithSegments("/api") && !Path.HasExtension(path.Value);
        if (isPage && InPath(path) is null)
        {
            context.Response.Headers.Vary = "Accept-Language, Cookie";
            context.Response.Redirect($"/{Preferred(context.Request).Code}{(path == "/" ? "" : path.ToUriComponent())}{context.Request.QueryString}");
        }
        else if (isPage && Canonical(path) is { } written && written != path.Value)
        {
            context.Response.Redirect(new PathString(written).ToUriComponent() + context.Request.QueryString);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }

        return Task.CompletedTask;
    }

    /// <summary>The language as we write it (<c>/zh-hant</c> is <c>/zh-Hant</c>), no slash at the end.</summary>
    private static string? Canonical(PathString path) =>
        InPath(path) is { } lang ? $"/{lang.Code}{path.Value!.TrimEnd('/')[(lang.Code.Length + 1)..]}" : null;

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

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
