using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneStop.Observatory.Site.Map;
using OneStop.Platform.PublicPages;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Lightning;

/// <summary>What the map's lightning layer draws: the strokes of the past day, compact, since a storm has tens of thousands.</summary>
/// <param name="Until">Up to when everything is known; null: there is no source of lightning.</param>
/// <param name="Strokes">Oldest first: seconds before <paramref name="Until"/> (after it: below nought), longitude, latitude, and 1 for cloud to ground, 0 for cloud to cloud.</param>
internal sealed record LightningMap(DateTimeOffset? Until, bool Demonstration, IReadOnlyList<double[]> Strokes)
{
    internal const string Address = "/api/weather/lightning";

    /// <summary>Of a storm beyond all measure the newest.</summary>
    internal const int Most = 20_000;

    internal static async Task<LightningMap> OfAsync(Lightnings lightnings, CancellationToken ct)
    {
        if (await lightnings.WatchAsync(ct) is not { } watch)
        {
            return new LightningMap(null, false, []);
        }

        var strokes = await lightnings.StrokesAsync(watch.Until.AddHours(-StationHours.Back - 2), DateTimeOffset.MaxValue, Most, ct);
        return new LightningMap(HongKong.At(watch.Until), watch.IsDemonstration,
        [
            .. strokes.Select(stroke => new[]
            {
                Math.Round((watch.Until - stroke.At).TotalSeconds), Math.Round(stroke.Longitude, 3), Math.Round(stroke.Latitude, 3), stroke.Kind == StrokeKind.CloudToGround ? 1 : 0,
            }),
        ]);
    }

    internal byte[] Json() => JsonSerializer.SerializeToUtf8Bytes(this, DataFile.Json);

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Address, async (Lightnings lightnings, CancellationToken ct) =>
            Results.Bytes((await OfAsync(lightnings, ct)).Json(), "application/json"))
        .AllowAnonymous().WithName("WeatherLightning").WithSummary("Every stroke of lightning of the past day, at most the newest 20,000, as the regional weather map draws them")
        .WithTags("Observatory").Produces<LightningMap>();
}

/// <summary>The strokes on the map.</summary>
internal sealed class LightningPublication(Lightnings lightnings) : IPublication
{
    public static string Code => "observatory.site.lightning";

    public static IReadOnlyList<DataTag> DependsOn => [DataTag.Rows<Stroke>(), DataTag.Rows<LightningWatch>()];

    public static TimeSpan AtMostEvery => TimeSpan.FromSeconds(5);

    public async Task ComposeAsync(Edition edition, CancellationToken ct) =>
        edition.Bytes(LightningMap.Address, "application/json", (await LightningMap.OfAsync(lightnings, ct)).Json(), anyOrigin: true);
}
