using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneStop.Observatory.Readings;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using Text = OneStop.Platform.Texts.Text;

namespace OneStop.Observatory.Skill;

/// <summary>How well the forecasts did, for programs.</summary>
internal static class SkillApi
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/weather/skill", GetAsync).AllowAnonymous().WithName("WeatherSkill").WithTags("Observatory")
            .WithSummary("How well the forecasts of the past 90 days did, by product, station, element and hours ahead; format=csv for a table")
            .Produces<IReadOnlyList<SkillEntry>>().ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> GetAsync(string? format, Weather weather, Text text, HttpContext http, CancellationToken ct)
    {
        if (format is not (null or "json" or "csv"))
        {
            return ((RuleProblem[])[ReadingRules.Problem("format", "format")]).ToResult(text);
        }

        http.Response.Headers.AccessControlAllowOrigin = "*";
        var scores = await weather.SkillAsync(ct);
        return format == "csv" ? Results.Text(Csv(scores), "text/csv", Encoding.UTF8) : Results.Ok(scores.Select(SkillEntry.Of));
    }

    private static string Csv(IReadOnlyList<SkillScore> scores)
    {
        var csv = new StringBuilder("product,station,element,leadHours,count,meanError,meanAbsoluteError,brier,brierOfClimate,from,to,computedAt,isDemonstration\n");
        foreach (var score in scores.Select(SkillEntry.Of))
        {
            csv.Append(CultureInfo.InvariantCulture, $"{Name(score.Product)},{score.Station},{Name(score.Element)},{score.LeadHours},{score.Count},{score.MeanError},{score.MeanAbsoluteError},")
                .Append(CultureInfo.InvariantCulture, $"{score.Brier},{score.BrierOfClimate},{score.From:yyyy-MM-dd},{score.To:yyyy-MM-dd},{score.ComputedAt:yyyy-MM-dd'T'HH:mm:sszzz},{(score.IsDemonstration ? "true" : "false")}\n");
        }

        return csv.ToString();

        static string Name(Enum value) => value.ToString() is var name ? char.ToLowerInvariant(name[0]) + name[1..] : "";
    }
}

/// <param name="MeanError">Forecast minus observed, on average: the bias.</param>
/// <param name="Brier">Of the probability of significant rain (10 mm or more over Hong Kong): 0 is perfect.</param>
/// <param name="BrierOfClimate">What always forecasting how often it rained would have scored.</param>
internal sealed record SkillEntry(
    SkillProduct Product, string Station, SkillElement Element, int LeadHours, int Count, double? MeanError, double? MeanAbsoluteError, double? Brier, double? BrierOfClimate,
    DateOnly From, DateOnly To, DateTimeOffset ComputedAt, bool IsDemonstration)
{
    internal static SkillEntry Of(SkillScore score) => new(
        score.Product, score.Station, score.Element, score.Lead, score.Count, score.MeanError, score.MeanAbsoluteError, score.Brier, score.BrierOfClimate,
        score.FirstDay, score.LastDay, HongKong.At(score.ComputedAt), score.IsDemonstration);
}
