using System.Globalization;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using OneStop.Platform.Web;
using Text = OneStop.Platform.Texts.Text;

namespace OneStop.Observatory.Readings;

/// <summary>Stations' operators send readings here.</summary>
internal static class ReadingsApi
{
    internal const string Role = "stations";
    private const string Csv = "text/csv";
    private static readonly JsonSerializerOptions Brief = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/weather/readings", SendAsync).RequireAuthorization(Access.OfficerOf(ObservatoryModule.Department, Role))
            .WithName("SendReadings").WithTags("Observatory")
            .WithSummary("Takes one reading or up to 5,000, as JSON or as CSV under the heading station,quantity,at,value, and answers for each; a re-sent reading changes nothing")
            .Accepts<List<ReadingShape>>("application/json", Csv)
            .Produces<ReadingAnswers>().Produces<ReadingAnswers>(StatusCodes.Status422UnprocessableEntity).Produces<ReadingAnswers>(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

    private static async Task<IResult> SendAsync(HttpContext http, TakeReadings take, Text text)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = TakeReadings.MostBytes;
        }

        var from = http.User.FindFirstValue(PersonClaims.Id)!;
        if (http.Request.HasJsonContentType())
        {
            JsonDocument body;
            try
            {
                body = await JsonDocument.ParseAsync(http.Request.Body, SentJson.Options, http.RequestAborted);
            }
            catch (JsonException)
            {
                return Refuse(text, "json", StatusCodes.Status400BadRequest);
            }

            using (body)
            {
                return body.RootElement.ValueKind == JsonValueKind.Array && body.RootElement.GetArrayLength() > TakeReadings.Most
                    ? TooMany(text)
                    : Answer(http, await take.RunAsync(SentJson.Items(body.RootElement).Select(SentJson.Read), from, limited: true, text));
            }
        }

        if (http.Request.ContentType?.StartsWith(Csv, StringComparison.OrdinalIgnoreCase) == true)
        {
            using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
            var csv = await reader.ReadToEndAsync(http.RequestAborted);
            return !SentCsv.HasHeading(csv) ? Refuse(text, "csv", StatusCodes.Status400BadRequest, SentCsv.Heading)
                : SentCsv.Rows(csv).Skip(TakeReadings.Most).Any() ? TooMany(text)
                : Answer(http, await take.RunAsync(SentCsv.Rows(csv).Select(SentCsv.Read), from, limited: true, text));
        }

        return Refuse(text, "type", StatusCodes.Status415UnsupportedMediaType);
    }

    /// <summary>200 as soon as one was taken, or none was sent; otherwise the status of the refusals.</summary>
    private static IResult Answer(HttpContext http, ReadingAnswers answers)
    {
        var status = answers.Refused == 0 || answers.Refused < answers.Items.Count ? StatusCodes.Status200OK
            : answers.Items.All(item => item.Status == answers.Items[0].Status) ? answers.Items[0].Status : StatusCodes.Status422UnprocessableEntity;
        if (status == StatusCodes.Status429TooManyRequests)
        {
            http.Response.Headers.RetryAfter = 60.ToString(CultureInfo.InvariantCulture);
        }

        return Results.Json(answers, Brief, statusCode: status);
    }

    private static IResult TooMany(Text text) => Refuse(text, "too-many", StatusCodes.Status413PayloadTooLarge, TakeReadings.Most);

    private static IResult Refuse(Text text, string what, int status, params object?[] args) =>
        Results.Problem(statusCode: status, title: text[$"observatory.readings.refused.{what}"], detail: text[$"observatory.readings.refused.{what}.cure", args]);
}

/// <summary>For the reference: what one reading looks like.</summary>
/// <param name="Station">Its code: HKO.</param>
/// <param name="Quantity">temperature, windSpeed, …</param>
/// <param name="At">When it was true at the station, with its offset.</param>
/// <param name="Value">In the quantity's unit; null: the station has none.</param>
/// <param name="IsDemonstration">Made up, never measured.</param>
internal sealed record ReadingShape(string Station, string Quantity, DateTimeOffset At, double? Value, bool? IsDemonstration);
