using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneStop.Observatory.Stations;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using Text = OneStop.Platform.Texts.Text;

namespace OneStop.Observatory.Readings;

/// <summary>The good readings of one series, as long as a year of them, streamed.</summary>
internal static class SeriesApi
{
    internal const int MostDays = 366;
    private const int Flushed = 32 * 1024;

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/weather/history.csv", WriteAsync).AllowAnonymous().WithName("WeatherReadings").WithTags("Observatory")
            .WithSummary("The good readings of one station and quantity as CSV, oldest first; from and to are instants with their offset or days, at most 366 days apart")
            .Produces<string>(StatusCodes.Status200OK, "text/csv").ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> WriteAsync(
        string? station, string? quantity, string? from, string? to, ObservatoryDb db, TimeProvider time, Text text, HttpContext http, CancellationToken ct)
    {
        if (StationList.Find(station ?? "") is not { } place)
        {
            return Refuse(ReadingRules.Problem("station", "station.unknown"), StatusCodes.Status404NotFound);
        }

        if (ReadingRules.QuantityOf(quantity) is not { } measured || !place.Measures.Contains(measured))
        {
            return Refuse(ReadingRules.Problem("quantity", "quantity.not-measured", string.Join(", ", place.Measures.Select(ReadingRules.NameOf))), StatusCodes.Status404NotFound);
        }

        var now = time.GetUtcNow();
        var end = to is null ? now : Instant(to, endOfDay: true);
        var start = from is null ? end?.AddDays(-1) : Instant(from, endOfDay: false);
        if (start is null || end is null)
        {
            return Refuse(ReadingRules.Problem(end is null ? "to" : "from", "history.instant"));
        }

        if (end < start || end - start > TimeSpan.FromDays(MostDays))
        {
            return Refuse(ReadingRules.Problem("from", end < start ? "history.reversed" : "history.too-long", MostDays));
        }

        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{place.Code}-{ReadingRules.NameOf(measured)}.csv\"";
        http.Response.Headers.AccessControlAllowOrigin = "*";
        var rows = db.Readings.Where(reading => reading.Station == place.Code && reading.Quantity == measured && reading.Quality == Quality.Good && reading.At >= start && reading.At <= end)
            .OrderBy(reading => reading.At).Select(reading => new { reading.At, reading.Value, reading.IsDemonstration });
        var body = http.Response.BodyWriter;
        body.Write("station,quantity,at,value,isDemonstration\n"u8);
        var lead = $"{place.Code},{ReadingRules.NameOf(measured)},";
        var written = 0;
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
        {
            written += Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{lead}{HongKong.At(row.At):yyyy-MM-dd'T'HH:mm:sszzz},{row.Value},{(row.IsDemonstration ? "true" : "false")}\n"), body) is var bytes ? (int)bytes : 0;
            if (written > Flushed)
            {
                written = 0;
                await body.FlushAsync(ct);
            }
        }

        return Results.Empty;

        IResult Refuse(RuleProblem problem, int status = StatusCodes.Status422UnprocessableEntity) => ((RuleProblem[])[problem]).ToResult(text, status);
    }

    /// <summary>An instant with its offset, or a day of Hong Kong: its beginning, or for the end of a span the beginning of the next.</summary>
    private static DateTimeOffset? Instant(string typed, bool endOfDay) =>
        DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.Year is >= 1883 and <= 2199 ? HongKong.StartOf(endOfDay ? day.AddDays(1) : day) : null
            : ReadingRules.InstantOf(typed);
}
