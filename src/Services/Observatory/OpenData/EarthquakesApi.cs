using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Observatory.OpenData;

/// <summary>A seismologist's message of an earthquake.</summary>
/// <param name="Intensity">Modified Mercalli intensity in Hong Kong, 1 to 12; only where it was felt here.</param>
internal sealed record EarthquakeReport(
    DateTimeOffset OccurredAt, double Latitude, double Longitude, double Magnitude, LocalizedText? Region, int? Intensity, IReadOnlyList<LocalizedText>? Details);

/// <summary><c>earthquake.php</c>, and the door by which officers report one.</summary>
internal static class EarthquakesApi
{
    private const int LongestRegion = 200;
    private const int MostDetails = 20;

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/weatherAPI/opendata/earthquake.php", AnswerAsync)
            .AllowAnonymous().WithName("HkoEarthquake").WithTags("Weather open data")
            .WithSummary("Earthquakes as the Observatory's open data gives them: dataType=qem (quick messages) or feltearthquake (felt in Hong Kong).")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").Produces(StatusCodes.Status400BadRequest, contentType: "text/plain");
        routes.MapPost("/api/weather/earthquakes", ReportAsync)
            .RequireAuthorization(Access.OfficerOf(ObservatoryModule.Department, "forecaster")).WithName("ReportEarthquake").WithTags("Weather")
            .WithSummary("Reports an earthquake; the newest report is what earthquake.php answers.")
            .Produces(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> AnswerAsync(string? dataType, string? lang, ObservatoryDb db, CancellationToken ct)
    {
        if (Wire.Language(lang) is not { } language || dataType is not ("qem" or "feltearthquake"))
        {
            return OpenDataApi.Invalid;
        }

        var felt = dataType == "feltearthquake";
        var newest = await db.Earthquakes.AsNoTracking().Where(earthquake => !felt || earthquake.Intensity != null)
            .OrderByDescending(earthquake => earthquake.ReportedAt).ThenByDescending(earthquake => earthquake.Id).FirstOrDefaultAsync(ct);
        return Answer.OfJson(newest is null ? new { } : felt ? Earthquake.FeltReport(newest, language) : Earthquake.Message(newest, language));
    }

    private static async Task<IResult> ReportAsync(EarthquakeReport report, Writes writes, TimeProvider time, Text text, HttpContext context, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var problems = Problems(report, now).ToList();
        if (problems.Count > 0)
        {
            return problems.ToResult(text);
        }

        var earthquake = new Earthquake
        {
            Id = Ids.New(),
            OccurredAt = report.OccurredAt.ToUniversalTime(),
            ReportedAt = now,
            Latitude = report.Latitude,
            Longitude = report.Longitude,
            Magnitude = report.Magnitude,
            Region = JsonSerializer.Serialize(report.Region, DataFile.Json),
            Intensity = report.Intensity,
            Details = JsonSerializer.Serialize(report.Details ?? [], DataFile.Json),
            ReportedBy = context.User.RequiredPersonId().ToString(),
        };
        await writes.RunAsync(write =>
        {
            write.Get<ObservatoryDb>().Earthquakes.Add(earthquake);
            return Task.CompletedTask;
        }, ct);
        return Results.Created((string?)null, new { id = earthquake.Id });
    }

    private static IEnumerable<RuleProblem> Problems(EarthquakeReport report, DateTimeOffset now)
    {
        if (report.OccurredAt > now || report.OccurredAt < now.AddYears(-1))
        {
            yield return new RuleProblem("occurredAt", "earthquake.time", "observatory.earthquake.time");
        }

        if (report.Latitude is not (>= -90 and <= 90) || report.Longitude is not (>= -180 and <= 180))
        {
            yield return new RuleProblem("latitude", "earthquake.place", "observatory.earthquake.place");
        }

        if (report.Magnitude is not (>= 0 and <= 10))
        {
            yield return new RuleProblem("magnitude", "earthquake.magnitude", "observatory.earthquake.magnitude");
        }

        if (report.Intensity is not (null or (>= 1 and <= 12)))
        {
            yield return new RuleProblem("intensity", "earthquake.intensity", "observatory.earthquake.intensity");
        }

        if (!IsWhole(report.Region) || (report.Details ?? []).Count > MostDetails || (report.Details ?? []).Any(detail => !IsWhole(detail)))
        {
            yield return new RuleProblem("region", "earthquake.words", "observatory.earthquake.words");
        }
    }

    private static bool IsWhole(LocalizedText? text) => text is not null && Array.TrueForAll([text.En, text.ZhHant, text.ZhHans], words => !string.IsNullOrWhiteSpace(words) && words.Length <= LongestRegion * 10);
}
