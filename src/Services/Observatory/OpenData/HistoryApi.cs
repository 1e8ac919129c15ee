using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Stations;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.OpenData;

/// <summary>The whole record in bulk: a station's month as sent, what failed the checks included and marked.</summary>
internal static class HistoryApi
{
    private const int EarliestYear = 1883;
    private const int LatestYear = 2999;
    private const int BytesOfRow = 48;

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/weather/history/{station}/{month}.csv", MonthAsync)
        .AllowAnonymous().WithName("WeatherHistory").WithTags("Weather")
        .WithSummary("Every reading of a station in a Hong Kong month (2026-11), quantity by quantity, with its quality; only good ones are shown elsewhere.")
        .Produces(StatusCodes.Status200OK, contentType: "text/csv").Produces(StatusCodes.Status404NotFound);

    private static async Task<IResult> MonthAsync(string station, string month, ObservatoryDb db, CancellationToken ct)
    {
        if (StationList.Find(station) is not { } found || !DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) || first.Year is < EarliestYear or > LatestYear)
        {
            return Results.NotFound();
        }

        var (from, until) = (Midnight(first), Midnight(first.AddMonths(1)));
        var csv = new StringBuilder("time,quantity,value,quality\n");
        foreach (var quantity in found.Measures)
        {
            var readings = await db.Readings.AsNoTracking().Where(reading => reading.Station == station && reading.Quantity == quantity && reading.At >= from && reading.At < until).OrderBy(reading => reading.At).ToListAsync(ct);
            csv.EnsureCapacity(csv.Length + (readings.Count * BytesOfRow));
            foreach (var reading in readings)
            {
                csv.Append(CultureInfo.InvariantCulture, $"{Wire.Time(reading.At)},{Named(reading.Quantity)},{reading.Value},{Named(reading.Quality)}\n");
            }
        }

        return Answer.OfText(csv.ToString(), "text/csv; charset=utf-8");
    }

    private static DateTimeOffset Midnight(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), HongKong.Offset).ToUniversalTime();

    private static string Named<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
