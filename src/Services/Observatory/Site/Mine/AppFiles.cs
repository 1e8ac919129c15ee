using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Site.Mine;

/// <summary>What makes the personal page an app on a phone: its manifest in each language, and the worker that keeps the last data for when there is no network.</summary>
internal static class AppFiles
{
    internal const string Worker = "/weather/worker.js";
    private const int SmallIcon = 192;
    private const int LargeIcon = 512;

    internal static string Manifest(Lang lang) => $"/weather/app-{lang.Code}.webmanifest";

    internal static void MapAppFiles(this IEndpointRouteBuilder routes)
    {
        foreach (var lang in Lang.All)
        {
            routes.MapGet(Manifest(lang), (Text text, Assets assets) => Results.Text(Describe(lang, text, assets).ToJsonString(DataFile.Json), "application/manifest+json"))
                .AllowAnonymous().ExcludeFromDescription();
        }

        // The worker's own code is an asset that is kept for good under its hash; this names the newest.
        routes.MapGet(Worker, (HttpContext context, Assets assets) =>
        {
            context.Response.Headers["Service-Worker-Allowed"] = "/";
            context.Response.Headers.CacheControl = "no-cache";
            return Results.Text($"importScripts(\"{assets.Url("weather-worker.js")}\");", "text/javascript");
        }).AllowAnonymous().ExcludeFromDescription();
    }

    private static JsonObject Describe(Lang lang, Text text, Assets assets)
    {
        var page = SitePages.Address(MinePage.Path, lang);
        return new JsonObject
        {
            ["id"] = page,
            ["name"] = text.In(lang, "observatory.site.mine.app"),
            ["short_name"] = text.In(lang, "observatory.service.title"),
            ["lang"] = lang.Code,
            ["start_url"] = page,
            ["scope"] = $"/{lang.Code}/",
            ["display"] = "standalone",
            ["background_color"] = "#ffffff",
            ["theme_color"] = "#0b4a52",
            ["icons"] = new JsonArray(Icon(SmallIcon), Icon(LargeIcon)),
        };

        JsonObject Icon(int size) => new()
        {
            ["src"] = assets.Url($"weather-{size}.png"),
            ["sizes"] = $"{size}x{size}",
            ["type"] = "image/png",
            ["purpose"] = "any maskable",
        };
    }
}
