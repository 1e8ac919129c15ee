using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Observatory.Forecasts;
using OneStop.Observatory.Stations;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Ogc;

/// <summary>OGC API Features 1.0 and Environmental Data Retrieval 1.1 below /ogc; GeoJSON for our own map and the forecast at a point below /api/weather.</summary>
internal static class OgcApi
{
    private const string Tag = "Weather (OGC API)";
    private const string Document = "api";

    internal static void AddOgc(this IServiceCollection services)
    {
        services.AddSingleton<EdrForecast>();
        services.AddSingleton<Collections>();
        services.AddScoped<EdrObservations>();
        services.AddScoped<ObservationFeatures>();
        services.AddScoped<WarningFeatures>();
        services.AddSingleton<ForecastFeatures>();
        services.AddOpenApi(Document, options =>
        {
            options.OpenApiVersion = Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_0;
            options.ShouldInclude = description => description.RelativePath?.StartsWith("ogc", StringComparison.Ordinal) == true;
        });
    }

    internal static void MapOgc(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/ogc/{documentName:regex(^api$)}.json").AllowAnonymous();
        MapDescriptions(routes);
        MapFeatures(routes);
        MapForecast(routes);
        MapObservations(routes);
        MapOurOwn(routes);
        // A path that is not here is for programs too: no page in the reader's language.
        routes.MapGet("/ogc/{**path}", (string path, Text text) => Missing(path, text)).AllowAnonymous().ExcludeFromDescription();
    }

    private static void MapDescriptions(IEndpointRouteBuilder routes)
    {
        Add(routes.MapGet("/ogc", (HttpContext context, Collections collections) => Described(collections.Landing(context))), "OgcLanding", "The landing page of the OGC API: links to all of it.");
        Add(routes.MapGet("/ogc/conformance", () => Answer.OfJson(new { conformsTo = Collections.Conformance })), "OgcConformance", "The conformance classes.");
        Add(routes.MapGet("/ogc/collections", (HttpContext context, Collections collections) => Described(collections.All(context))), "OgcCollections", "The collections: stations, observations, warnings, forecast.");
        Add(
            routes.MapGet("/ogc/collections/{collection}", IResult (HttpContext context, string collection, Collections collections, Text text) =>
                collections.Find(collection, context) is { } found ? Described(found) : Missing(collection, text)),
            "OgcCollection", "One collection: its extent, its queries, its parameters.").Produces(StatusCodes.Status404NotFound);
    }

    private static void MapFeatures(IEndpointRouteBuilder routes)
    {
        AddItems<object>(routes, "stations", "The weather stations; filters: code, district.", StationFeatures.Properties, (_, query, _) =>
        {
            var found = StationList.All.Where(station => query.Has("code", station.Code) && query.Has("district", station.District) && query.Box?.Contains(station.Longitude, station.Latitude) != false).ToList();
            var page = (query.After is null ? found : found.SkipWhile(station => station.Code != query.After).Skip(1)).Take(query.Limit + 1).ToList();
            return Task.FromResult(((IReadOnlyList<object>)[.. page.Take(query.Limit).Select(StationFeatures.Station)], page.Count > query.Limit ? page[query.Limit - 1].Code : null));
        });
        AddItems<ObservationFeatures>(routes, "observations", "What the stations measured: the newest, or all within datetime; filter: station.", ObservationFeatures.Properties, (features, query, ct) => features!.ReadAsync(query, ct));
        AddItems<WarningFeatures>(routes, "warnings", "Every step of every warning, newest first; filters: kind, code, action.", WarningFeatures.Properties, (features, query, ct) => features!.ReadAsync(query, ct));

        AddItems<ForecastFeatures>(routes, "forecast", "The forecast at the stations: of the nearest hour, or all hours within datetime; filter: station.", ForecastFeatures.Properties, (features, query, _) => Task.FromResult(features!.Read(query)));

        Add(routes.MapGet("/ogc/collections/stations/items/{id}", (string id, Text text) => Item(StationList.Find(id) is { } station ? StationFeatures.Station(station) : null, id, text)), "OgcStation", "One station.", EdrForecast.GeoJson);
        Add(routes.MapGet("/ogc/collections/forecast/items/{id}", (string id, ForecastFeatures features, Text text) => Item(features.Find(id), id, text)), "OgcForecastItem", "The forecast at one station for one hour.", EdrForecast.GeoJson);
        Add(routes.MapGet("/ogc/collections/observations/items/{id}", async (string id, ObservationFeatures features, Text text, CancellationToken ct) => Item(await features.FindAsync(id, ct), id, text)), "OgcObservation", "What one station measured at one instant.", EdrForecast.GeoJson);
        Add(routes.MapGet("/ogc/collections/warnings/items/{id}", async (string id, WarningFeatures features, Text text, CancellationToken ct) => Item(await features.FindAsync(id, ct), id, text)), "OgcWarning", "One step of a warning.", EdrForecast.GeoJson);
    }

    private static void MapForecast(IEndpointRouteBuilder routes)
    {
        const string forecast = "/ogc/collections/forecast";
        Add(routes.MapGet($"{forecast}/position", (HttpContext context, EdrForecast edr, string? coords, [FromQuery(Name = "parameter-name")] string? names, string? datetime, string? f, string? crs) => edr.PositionAsync(context, coords, names, datetime, f, crs)), "EdrForecastPosition", "The forecast at a place: coords=POINT(114.17 22.30); f=CoverageJSON, GeoJSON or CSV.", EdrForecast.CoverageJson);
        Add(routes.MapGet($"{forecast}/area", (HttpContext context, EdrForecast edr, string? coords, [FromQuery(Name = "parameter-name")] string? names, string? datetime, string? f, string? crs) => edr.AreaAsync(context, coords, names, datetime, f, crs)), "EdrForecastArea", "The forecast within a polygon: coords=POLYGON((…)).", EdrForecast.CoverageJson);
        Add(routes.MapGet($"{forecast}/cube", (HttpContext context, EdrForecast edr, string? bbox, [FromQuery(Name = "parameter-name")] string? names, string? datetime, string? f, string? crs) => edr.CubeAsync(context, bbox, names, datetime, f, crs)), "EdrForecastCube", "The forecast within a box: bbox=west,south,east,north.", EdrForecast.CoverageJson);
        Add(routes.MapGet($"{forecast}/radius", (HttpContext context, EdrForecast edr, string? coords, string? within, [FromQuery(Name = "within-units")] string? units, [FromQuery(Name = "parameter-name")] string? names, string? datetime, string? f, string? crs) => edr.RadiusAsync(context, coords, within, units, names, datetime, f, crs)), "EdrForecastRadius", "The forecast within a distance of a place: coords=POINT(114.17 22.30), within=5, within-units=km (or m, mi).", EdrForecast.CoverageJson);
        Add(routes.MapGet($"{forecast}/locations", (HttpContext context) => Locations(context, "forecast")), "EdrForecastLocations", "The places that the forecast may be asked for by name: the stations.", EdrForecast.GeoJson);
        Add(routes.MapGet($"{forecast}/locations/{{id}}", (HttpContext context, EdrForecast edr, string id, [FromQuery(Name = "parameter-name")] string? names, string? datetime, string? f, string? crs) => edr.LocationAsync(context, id, names, datetime, f, crs)), "EdrForecastLocation", "The forecast at a station.", EdrForecast.CoverageJson);
    }

    private static void MapObservations(IEndpointRouteBuilder routes)
    {
        const string observations = "/ogc/collections/observations";
        Add(routes.MapGet($"{observations}/position", (EdrObservations edr, string? coords, [FromQuery(Name = "parameter-name")] string? names, string? datetime, string? f, string? crs, CancellationToken ct) => edr.PositionAsync(coords, names, datetime, f, crs, ct)), "EdrObservationsPosition", "What the station nearest to a place measured.", EdrForecast.CoverageJson);
        Add(routes.MapGet($"{observations}/radius", (EdrObservations edr, string? coords, string? within, [FromQuery(Name = "within-units")] string? units, [FromQuery(Name = "parameter-name")] string? names, string? datetime, string? f, string? crs, CancellationToken ct) => edr.RadiusAsync(coords, within, units, names, datetime, f, crs, ct)), "EdrObservationsRadius", "What the stations within a distance of a place measured: the newest, or all within datetime.", EdrForecast.CoverageJson);
        Add(routes.MapGet($"{observations}/locations", (HttpContext context) => Locations(context, "observations")), "EdrObservationsLocations", "The stations.", EdrForecast.GeoJson);
        Add(routes.MapGet($"{observations}/locations/{{id}}", (EdrObservations edr, string id, [FromQuery(Name = "parameter-name")] string? names, string? datetime, string? f, string? crs, CancellationToken ct) => edr.LocationAsync(id, names, datetime, f, crs, ct)), "EdrObservationsLocation", "What a station measured: its newest, or all within datetime.", EdrForecast.CoverageJson);
    }

    private static void MapOurOwn(IEndpointRouteBuilder routes)
    {
        Add(routes.MapGet("/api/weather/point", (string? lat, string? lon, ForecastGrids grids, Text text) => PointForecast.Write(lat, lon, grids, text)), "WeatherPoint", "The hourly forecast at a place, in the shape of met.no's Locationforecast.", EdrForecast.GeoJson);
        Add(routes.MapGet("/api/weather/stations.geojson", StationsAsync), "WeatherStationFeatures", "Every station with what it measured last, for maps.", EdrForecast.GeoJson);
    }

    private static async Task<IResult> StationsAsync(Weather weather, CancellationToken ct)
    {
        var latest = (await weather.NowAsync(ct)).ToLookup(reading => reading.Station);
        return Answer.OfJson(
            new
            {
                type = "FeatureCollection",
                features = StationList.All.Where(station => latest.Contains(station.Code)).Select(station =>
                {
                    var values = latest[station.Code].ToDictionary(reading => reading.Quantity);
                    return StationFeatures.Observation(
                        station, values.Values.Max(reading => reading.At),
                        station.Measures.Where(values.ContainsKey).Select(quantity => (quantity, (double?)values[quantity].Value)));
                }).ToList(),
            },
            contentType: EdrForecast.GeoJson);
    }

    private static Answer Locations(HttpContext context, string collection) => Answer.OfJson(
        new
        {
            type = "FeatureCollection",
            features = StationList.All.Select(StationFeatures.Station).ToList(),
            links = new[] { Ogc.Link(context, $"/collections/{collection}/locations", "self", EdrForecast.GeoJson) },
        },
        contentType: EdrForecast.GeoJson);

    private static void AddItems<T>(
        IEndpointRouteBuilder routes, string collection, string summary, string[] properties, Func<T?, FeatureQuery, CancellationToken, Task<(IReadOnlyList<object> Features, string? Next)>> readAsync)
        where T : class =>
        Add(
            routes.MapGet($"/ogc/collections/{collection}/items", async Task<IResult> (HttpContext context, string? bbox, string? datetime, string? limit, Text text, CancellationToken ct) =>
            {
                if (FeatureQuery.Parse(context.Request, properties, out var query) is { } refusal)
                {
                    return refusal.ToResult(text);
                }

                var (features, next) = await readAsync(context.RequestServices.GetService<T>(), query, ct);
                var links = new List<object> { Ogc.Link(context, $"/collections/{collection}/items{context.Request.QueryString}", "self", EdrForecast.GeoJson), Ogc.Link(context, $"/collections/{collection}", "collection") };
                if (next is not null)
                {
                    links.Add(FeatureQuery.Next(context, collection, next));
                }

                return Answer.OfJson(new { type = "FeatureCollection", numberReturned = features.Count, links, features }, contentType: EdrForecast.GeoJson);
            }),
            $"Ogc{char.ToUpperInvariant(collection[0])}{collection[1..]}", summary, EdrForecast.GeoJson).Produces(StatusCodes.Status400BadRequest);

    private static IResult Item(object? feature, string id, Text text) => feature is null ? Missing(id, text) : Answer.OfJson(feature, contentType: EdrForecast.GeoJson);

    private static IResult Missing(string id, Text text) => new OgcRefusal("missing", StatusCodes.Status404NotFound, id).ToResult(text);

    /// <summary>Titles are in the reader's language.</summary>
    private static IResult Described(object content) => new InLanguage(Answer.OfJson(content));

    private static RouteHandlerBuilder Add(RouteHandlerBuilder route, string name, string summary, string type = Ogc.Json) =>
        route.AllowAnonymous().WithName(name).WithTags(Tag).WithSummary(summary).Produces(StatusCodes.Status200OK, contentType: type);

    private sealed class InLanguage(Answer answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Vary = "Accept-Language, Cookie";
            httpContext.Response.Headers.ContentLanguage = Lang.Current.Code;
            return answer.ExecuteAsync(httpContext);
        }
    }
}
