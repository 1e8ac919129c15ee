using Microsoft.AspNetCore.Http;
using OneStop.Observatory.Forecasts;
using OneStop.Observatory.Stations;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Ogc;

/// <summary>The landing page, the conformance classes and the four collections, as Features 1.0 and EDR 1.1 describe them.</summary>
internal sealed class Collections(ForecastGrids grids, Text text)
{
    private const string Wgs84 = "GEOGCS[\"WGS 84 (CRS84)\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433],AXIS[\"Longitude\",EAST],AXIS[\"Latitude\",NORTH]]";
    private static readonly string[] Forms = ["CoverageJSON", "GeoJSON", "CSV"];

    private static readonly Box Everywhere = new(
        StationList.All.Min(station => station.Longitude), StationList.All.Min(station => station.Latitude),
        StationList.All.Max(station => station.Longitude), StationList.All.Max(station => station.Latitude));

    internal static readonly string[] Conformance =
    [
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
        "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
        "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
        "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/core",
        "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/collections",
        "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/json",
        "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/geojson",
        "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/covjson",
        "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/queries",
    ];

    internal object Landing(HttpContext context) => new
    {
        title = text["observatory.ogc.title"],
        description = text["observatory.ogc.summary"],
        links = new[]
        {
            Ogc.Link(context, "", "self"),
            Ogc.Link(context, "/api.json", "service-desc", Ogc.OpenApi),
            Ogc.Link(context, "/conformance", "conformance"),
            Ogc.Link(context, "/collections", "data"),
        },
    };

    internal object All(HttpContext context) => new
    {
        links = new[] { Ogc.Link(context, "/collections", "self") },
        collections = new[] { Stations(context), Observations(context), Warnings(context), Forecast(context) },
    };

    internal object? Find(string id, HttpContext context) => id switch
    {
        "stations" => Stations(context),
        "observations" => Observations(context),
        "warnings" => Warnings(context),
        "forecast" => Forecast(context),
        _ => null,
    };

    private Dictionary<string, object> Stations(HttpContext context) => Collection(context, "stations", Everywhere, null, null);

    private Dictionary<string, object> Warnings(HttpContext context) => Collection(context, "warnings", new Box(113.825, 22.148, 114.502, 22.572), null, null);

    private Dictionary<string, object> Observations(HttpContext context)
    {
        var collection = Collection(context, "observations", Everywhere, null, null);
        AddQueries(collection, context, "observations", ["position", "radius", "locations"], Parameter.Observed.Values);
        return collection;
    }

    private Dictionary<string, object> Forecast(HttpContext context)
    {
        var grid = grids.Current;
        var shape = GridShape.HongKong(DateTimeOffset.UnixEpoch, isDemonstration: false);
        var (longitudes, latitudes) = (grid?.Longitudes ?? shape.Longitudes, grid?.Latitudes ?? shape.Latitudes);
        var box = new Box(longitudes.First, latitudes.First, longitudes.Last, latitudes.Last);
        var collection = Collection(context, "forecast", box, grid?.At(0), grid?.At(grid.Steps - 1));
        AddQueries(collection, context, "forecast", ["position", "radius", "area", "cube", "locations"], Parameter.Forecast.Values);
        return collection;
    }

    private Dictionary<string, object> Collection(HttpContext context, string id, Box box, DateTimeOffset? from, DateTimeOffset? until)
    {
        return new Dictionary<string, object>
        {
            ["id"] = id,
            ["title"] = text[$"observatory.ogc.{id}"],
            ["description"] = text[$"observatory.ogc.{id}.summary"],
            ["links"] = new[]
            {
                Ogc.Link(context, $"/collections/{id}", "self"),
                Ogc.Link(context, $"/collections/{id}/items", "items", EdrForecast.GeoJson, text[$"observatory.ogc.{id}"]),
            },
            ["itemType"] = "feature",
            ["extent"] = new
            {
                spatial = new { bbox = new[] { new[] { Round(box.West), Round(box.South), Round(box.East), Round(box.North) } }, crs = Ogc.Crs84 },
                temporal = new { interval = new[] { new[] { from is { } start ? GridWords.Instant(start) : null, until is { } end ? GridWords.Instant(end) : null } }, trs = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian" },
            },
            ["crs"] = new[] { Ogc.Crs84 },
        };
    }

    private static void AddQueries(Dictionary<string, object> collection, HttpContext context, string id, string[] queries, IEnumerable<Parameter> parameters)
    {
        collection["data_queries"] = queries.ToDictionary(query => query, query => new
        {
            link = new
            {
                href = Ogc.Address(context, $"/collections/{id}/{query}"),
                rel = "data",
                variables = new
                {
                    title = query,
                    query_type = query,
                    output_formats = Forms,
                    default_output_format = Forms[0],
                    within_units = query == "radius" ? Circle.Units.Split(", ") : null,
                    crs_details = new[] { new { crs = "CRS84", wkt = Wgs84 } },
                },
            },
        });
        collection["output_formats"] = Forms;
        collection["parameter_names"] = parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Describe());
    }

    private static double Round(double degrees) => Math.Round(degrees, 6);
}
