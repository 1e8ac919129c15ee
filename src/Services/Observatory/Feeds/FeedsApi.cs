using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Observatory.Cap;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Feeds;

internal static class FeedsApi
{
    internal static void AddFeeds(this IServiceCollection services) => services.AddSingleton<WeatherFeeds>();

    internal static void MapFeeds(this IEndpointRouteBuilder routes) => routes.MapGet("/weather/feeds/{lang}/{feed}", FeedAsync)
        .AllowAnonymous().WithName("WeatherFeed").WithTags("Weather feeds")
        .WithSummary("Feeds in a language (en, zh-Hant, zh-Hans): warnings, forecast or nine-days, each as .rss (RSS 2.0) or .atom.")
        .Produces(StatusCodes.Status200OK, contentType: WeatherFeeds.Rss).Produces(StatusCodes.Status404NotFound);

    private static async Task<IResult> FeedAsync(string lang, string feed, Weather weather, WarningHistory history, WeatherFeeds feeds, HttpContext context, CancellationToken ct)
    {
        if (Lang.All.FirstOrDefault(language => language.Code == lang) is not { } language || feed.Split('.') is not [var name, ("rss" or "atom") and var form])
        {
            return Results.NotFound();
        }

        var isRss = form == "rss";
        switch (name)
        {
            case "warnings":
                return WeatherFeeds.Write(feeds.Warnings(await history.NewestAsync(WeatherFeeds.Most, ct), language, context), isRss, null);
            case "forecast":
                var local = await weather.LocalForecastAsync(ct);
                return WeatherFeeds.Write(feeds.Local(local, language, context), isRss, local?.NextIssueAt);
            case "nine-days":
                var days = await weather.NineDaysAsync(ct);
                return WeatherFeeds.Write(feeds.NineDays(days, language, context), isRss, days?.NextIssueAt);
            default:
                return Results.NotFound();
        }
    }
}
