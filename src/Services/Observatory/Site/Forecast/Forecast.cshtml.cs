using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Observatory.Forecasts;
using OneStop.Observatory.Site.Charts;
using OneStop.Observatory.Stations;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Site.Forecast;

/// <summary>The digital regional forecast: any place, every hour, nine days.</summary>
[AllowAnonymous, CountedView]
internal sealed class ForecastPage(ForecastGrids grids, ForecastCharts charts, Words words, Text text, TimeProvider time) : PageModel
{
    private const int LongestName = 60;
    private const int MostFound = 12;

    public string Typed { get; private set; } = "";

    public string TypedLatitude { get; private set; } = "";

    public string TypedLongitude { get; private set; } = "";

    public AskedPlace Place { get; private set; } = PlaceAsked.Usual;

    /// <summary>Several stations answer to what was typed.</summary>
    public IReadOnlyList<Station> Found { get; private set; } = [];

    public PointForecast? Forecast { get; private set; }

    public IReadOnlyList<Chart> Charts { get; private set; } = [];

    public IReadOnlyList<string> Old { get; private set; } = [];

    public string PlaceName => Place.Station?.Name.ToString()
        ?? text["observatory.site.station.place.words", Place.Latitude.ToString("0.####", CultureInfo.InvariantCulture), Place.Longitude.ToString("0.####", CultureInfo.InvariantCulture)];

    public void OnGet(string? q, string? place, string? lat, string? lon)
    {
        Typed = q is { Length: > LongestName } ? q[..LongestName] : q ?? "";
        (TypedLatitude, TypedLongitude) = (lat ?? "", lon ?? "");
        if (grids.Current is not { } grid || !IsPlace(grid, place))
        {
            return;
        }

        var now = time.GetUtcNow();
        Forecast = PointForecast.Of(grid, Place.Latitude, Place.Longitude, now);
        if (Forecast is { } forecast)
        {
            Charts = charts.Of(forecast, default);
            Old = now - forecast.RunAt > PointForecast.Promise ? [text["observatory.site.old.run", words.Age(now - forecast.RunAt)]] : [];
        }
    }

    private bool IsPlace(ForecastGrid grid, string? code)
    {
        if (TypedLatitude.Length + TypedLongitude.Length > 0)
        {
            return IsPoint(grid);
        }

        if (Typed.Trim().Length > 0)
        {
            return IsNamed();
        }

        if (!string.IsNullOrEmpty(code) && StationList.Find(code) is not { } station)
        {
            ModelState.AddModelError("place", text["observatory.site.forecast.place.unknown"]);
            return false;
        }

        Place = string.IsNullOrEmpty(code) ? PlaceAsked.Usual : PlaceAsked.At(StationList.Find(code)!);
        return true;
    }

    private bool IsNamed()
    {
        var found = PlaceAsked.Named(Typed);
        if (found.Count == 0)
        {
            ModelState.AddModelError("q", text["observatory.site.forecast.q.none"]);
            return false;
        }

        Place = PlaceAsked.At(found[0]);
        Found = found.Count > 1 ? [.. found.Take(MostFound)] : [];
        return true;
    }

    private bool IsPoint(ForecastGrid grid)
    {
        var (latitude, longitude) = (PlaceAsked.Degrees(TypedLatitude, 90), PlaceAsked.Degrees(TypedLongitude, 180));
        Check("lat", latitude, grid.Latitudes);
        Check("lon", longitude, grid.Longitudes);
        if (!ModelState.IsValid)
        {
            return false;
        }

        Place = new AskedPlace(latitude!.Value, longitude!.Value, StationList.All.FirstOrDefault(station => station.Latitude == latitude && station.Longitude == longitude));
        return true;

        void Check(string field, double? degrees, Axis axis)
        {
            if (degrees is null || !axis.Covers(degrees.Value))
            {
                ModelState.AddModelError(field, text[$"observatory.site.forecast.{field}.wrong", Shown(axis.First), Shown(axis.Last)]);
            }
        }

        static string Shown(double degrees) => degrees.ToString("0.00", CultureInfo.InvariantCulture);
    }
}
