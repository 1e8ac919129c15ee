using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneStop.Observatory.Almanac;
using OneStop.Observatory.Forecasts;
using OneStop.Observatory.Lightning;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Stations;

namespace OneStop.Observatory.OpenData;

/// <summary>The Hong Kong Observatory's open-data interface, as its existing clients know it: they work by changing the host.</summary>
internal static class OpenDataApi
{
    private const string Tag = "Weather open data";
    private const int FirstYear = 2018;
    private const int YearsAhead = 2;

    /// <summary>The Observatory's own words for every bad request.</summary>
    internal static IResult Invalid { get; } = new Refusal();

    internal static void Map(IEndpointRouteBuilder routes)
    {
        Add(routes.MapGet("/weatherAPI/opendata/weather.php", WeatherAsync), "HkoWeather", "Weather information: dataType=flw, fnd, rhrread, warnsum, warningInfo or swt; lang=en (default), tc or sc.");
        Add(routes.MapGet("/weatherAPI/opendata/opendata.php", TableAsync), "HkoOpenData", "Tables: dataType=HHOT, HLT, SRS, MRS, LHL, LTMV, CLMTEMP, CLMMAXT, CLMMINT or RYES; rformat=csv (default) or json.");
        Add(routes.MapGet("/weatherAPI/opendata/hourlyRainfall.php", RainfallAsync), "HkoHourlyRainfall", "Rain of the past hour at every automatic weather station.");
        Add(routes.MapGet("/weatherAPI/opendata/lunardate.php", LunarDate), "HkoLunarDate", "A day (date=YYYY-MM-DD) in the Chinese calendar.");
        Add(routes.MapGet("/weatherAPI/hko_data/regional-weather/{file}", RegionalAsync), "HkoRegionalWeather", "Regional weather as CSV: latest_1min_temperature.csv and its kin; _uc traditional, _sc simplified Chinese.", "text/csv");
        Add(routes.MapGet("/weatherAPI/hko_data/F3/{file}", Nowcast), "HkoRainfallNowcast", "Rain of the coming four half hours on the forecast's grid: Gridded_rainfall_nowcast.csv; _tc traditional, _sc simplified Chinese.", "text/csv");
        Add(routes.MapGet("/ocf/dat/{station}.xml", StationAsync), "HkoStationForecast", "The forecast at a station, hour by hour and day by day; JSON, whatever its name says.");
    }

    private static void Add(RouteHandlerBuilder route, string name, string summary, string type = "application/json") => route
        .AllowAnonymous().WithName(name).WithTags(Tag).WithSummary(summary)
        .Produces(StatusCodes.Status200OK, contentType: type).Produces(StatusCodes.Status400BadRequest, contentType: "text/plain");

    private static async Task<IResult> WeatherAsync(string? dataType, string? lang, WeatherReports reports, CancellationToken ct) =>
        Wire.Language(lang) is { } language && await reports.OfAsync(dataType ?? "", language, ct) is { } answer ? answer : Invalid;

    private static async Task<IResult> RainfallAsync(string? lang, Weather weather, CancellationToken ct) =>
        Wire.Language(lang) is { } language ? Answer.OfJson(HourlyRainfall.Report(new Now(await weather.NowAsync(ct)), language)) : Invalid;

    private static IResult LunarDate(string? date) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && Almanac.LunarDate.Of(day) is { } lunar
            ? Answer.OfJson(new { LunarYear = lunar.YearName, LunarDate = lunar.DayName })
            : Invalid;

    private static async Task<IResult> RegionalAsync(string file, RegionalCsv csv, CancellationToken ct) =>
        RegionalFile.Find(file) is ({ } found, { } lang) ? await csv.WriteAsync(found, lang, ct) : Results.NotFound();

    private static IResult Nowcast(string file, ForecastGrids grids, TimeProvider time) =>
        RainfallNowcast.Files.GetValueOrDefault(file) is { } lang && grids.Current is { } grid ? RainfallNowcast.Write(grid, time.GetUtcNow(), lang) : Results.NotFound();

    private static async Task<IResult> StationAsync(string station, ForecastGrids grids, Weather weather, CancellationToken ct) =>
        StationList.Find(station) is { } found && grids.Current is { } grid ? Answer.OfJson(StationForecast.Report(found, grid, await weather.NineDaysAsync(ct))) : Results.NotFound();

    private static async Task<IResult> TableAsync([AsParameters] TableRequest request, ClimateTables tables, Lightnings lightnings, TimeProvider time, CancellationToken ct)
    {
        if (Wire.Language(request.Lang) is not { } lang || request.Rformat is not (null or "" or "csv" or "json"))
        {
            return Invalid;
        }

        if (request.DataType == "RYES")
        {
            return DateOnly.TryParseExact(request.Date, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                && (string.IsNullOrEmpty(request.Station) || StationList.Find(request.Station) is not null)
                    ? await tables.DayAsync(date, StationList.Find(request.Station ?? ""), lang, ct)
                    : Invalid;
        }

        var table = request.DataType switch
        {
            "LHL" => LightningReports.Table(await lightnings.LastHourAsync(ct), lang),
            "LTMV" => await tables.VisibilityAsync(lang, ct),
            "CLMTEMP" => await TemperaturesAsync(DailyElement.MeanTemperature),
            "CLMMAXT" => await TemperaturesAsync(DailyElement.MaximumTemperature),
            "CLMMINT" => await TemperaturesAsync(DailyElement.MinimumTemperature),
            "SRS" => Days(AlmanacTables.Sun),
            "MRS" => Days(AlmanacTables.Moon),
            "HLT" => Tides.Find(request.Station ?? "") is { } place ? Days(days => AlmanacTables.HighAndLowTides(place, days)) : null,
            "HHOT" => Tides.Find(request.Station ?? "") is { } place && request.HourOrNone is (true, var hour) ? Days(days => AlmanacTables.HourlyTides(place, days, hour)) : null,
            _ => null,
        };
        return table is null ? Invalid : table.ToAnswer(request.Rformat == "json");

        async Task<Table?> TemperaturesAsync(DailyElement element) =>
            StationList.Find(request.Station ?? "") is { } station && station.Measures.Contains(Quantity.Temperature) && request.YearAndMonth is (true, var year, var month)
                ? await tables.TemperaturesAsync(station, element, year, month, ct)
                : null;

        Table? Days(Func<IEnumerable<DateOnly>, Table> write) =>
            request.Days(FirstYear, time.GetUtcNow().Year + YearsAhead) is { } days ? write(days) : null;
    }

    private sealed class Refusal : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.AccessControlAllowOrigin = "*";
            return Results.Text("Please include valid parameters in API request.", "text/plain", statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(httpContext);
        }
    }
}
