using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Observatory.Feeds;
using OneStop.Observatory.OpenData;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Cap;

/// <summary>Warnings as CAP 1.2, with Atom feeds of those in force and of what was, and as GeoJSON for maps.</summary>
internal static class CapApi
{
    private const string Tag = "Weather warnings";

    internal static void AddCap(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new CapSender(configuration["Observatory:CapSender"] ?? "observatory@hko.onestop.example", configuration.GetValue<bool>("Demo")));
        services.AddSingleton<CapMessage>();
        services.AddScoped<WarningHistory>();
    }

    internal static void MapCap(this IEndpointRouteBuilder routes)
    {
        Add(routes.MapGet("/weather/cap/{id:guid}.xml", MessageAsync), "CapMessage", "One step of a warning as a CAP 1.2 message in three languages.", CapMessage.ContentType).Produces(StatusCodes.Status404NotFound);
        Add(routes.MapGet("/weather/cap/active.atom", ActiveAsync), "CapActive", "Atom feed of the CAP messages of the warnings in force.", WeatherFeeds.Atom);
        Add(routes.MapGet("/weather/cap/history.atom", HistoryAsync), "CapHistory", "Atom feed of the newest hundred CAP messages.", WeatherFeeds.Atom);
        Add(routes.MapGet("/alerts/active", AlertsAsync), "ActiveAlerts", "The warnings in force as GeoJSON; lang=en (default), tc or sc.", "application/geo+json").Produces(StatusCodes.Status400BadRequest);
    }

    private static RouteHandlerBuilder Add(RouteHandlerBuilder route, string name, string summary, string type) =>
        route.AllowAnonymous().WithName(name).WithTags(Tag).WithSummary(summary).Produces(StatusCodes.Status200OK, contentType: type);

    private static async Task<IResult> MessageAsync(Guid id, WarningHistory history, CapMessage message, CancellationToken ct) =>
        await history.FindAsync(id, ct) is var (step, earlier) ? new Answer(message.Write(step, earlier), CapMessage.ContentType) : Results.NotFound();

    private static async Task<Answer> ActiveAsync(Weather weather, WeatherFeeds feeds, HttpContext context, CancellationToken ct)
    {
        var warnings = await weather.WarningsInForceAsync(ct);
        return feeds.Cap([.. warnings.Select(warning => warning.Step).OrderByDescending(step => step.IssuedAt)], "active", context, WeatherReports.FirstLapse(warnings));
    }

    private static async Task<Answer> HistoryAsync(WarningHistory history, WeatherFeeds feeds, HttpContext context, CancellationToken ct) =>
        feeds.Cap(await history.NewestAsync(WeatherFeeds.Most, ct), "history", context, null);

    private static async Task<IResult> AlertsAsync(string? lang, Weather weather, CapMessage message, CapSender sender, Text text, CancellationToken ct)
    {
        if (Wire.Language(lang) is not { } language)
        {
            return OpenDataApi.Invalid;
        }

        var warnings = await weather.WarningsInForceAsync(ct);
        return Answer.OfJson(
            new
            {
                type = "FeatureCollection",
                features = warnings.Select(warning => Alert(warning, message, sender, text, language)).ToList(),
                updated = Wire.Time(warnings.Count == 0 ? DateTimeOffset.UnixEpoch : warnings.Max(warning => warning.Step.IssuedAt)),
            },
            WeatherReports.FirstLapse(warnings), "application/geo+json; charset=utf-8");
    }

    private static object Alert(WarningInForce warning, CapMessage message, CapSender sender, Text text, Lang lang) => new
    {
        id = warning.Step.Id,
        type = "Feature",
        geometry = HongKongArea.Geometry,
        properties = new
        {
            id = warning.Step.Id,
            areaDesc = HongKongArea.Name.In(lang),
            geocode = new { ISO3166 = new[] { "HK" }, HKO = new[] { warning.Signal.Code } },
            sent = Wire.Time(warning.Step.IssuedAt),
            effective = Wire.Time(warning.Step.IssuedAt),
            onset = Wire.Time(warning.Since),
            expires = warning.Step.ExpiresAt is { } expires ? Wire.Time(expires) : null,
            status = sender.IsDemonstration ? "Exercise" : "Actual",
            messageType = CapMessage.Type(warning.Step.Action),
            category = CapMessage.Category(warning.Kind.Key),
            severity = warning.Signal.Severity,
            certainty = warning.Signal.Certainty,
            urgency = warning.Signal.Urgency,
            @event = warning.Signal.Name.In(lang),
            sender = sender.Address,
            senderName = text.In(lang, "observatory.name"),
            headline = message.Headline(warning.Step, lang),
            description = string.Join("\n\n", WarningReports.Paragraphs(warning.Step, lang)),
        },
    };
}
