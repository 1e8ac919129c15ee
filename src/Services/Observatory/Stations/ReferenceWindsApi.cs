using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Stations;

/// <summary>The decision aid's data for programs: how many of the eight reference anemometers measure strong, gale and hurricane force winds.</summary>
internal static class ReferenceWindsApi
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/weather/reference-winds", GetAsync).AllowAnonymous().WithName("ReferenceWinds").WithTags("Observatory")
            .WithSummary("The ten-minute mean winds of the eight reference stations and how many reach 41, 63 and 118 km/h: an aid to forecasters, never a signal").Produces<ReferenceWinds>();

    private static async Task<ReferenceWinds> GetAsync(Weather weather, TimeProvider time, Text text, CancellationToken ct)
    {
        var aid = WindAid.From(await weather.NowAsync(ct), time.GetUtcNow());
        return new(
            text["observatory.winds.note"],
            [.. WindAid.Thresholds.Select(threshold => new WindCount(threshold, aid.AtLeast(threshold), WindAid.Criterion))], aid.Missing,
            [.. aid.Winds.Select(wind => new ReferenceWindEntry(wind.Station.Code, wind.Station.Name, wind.Speed, wind.At is { } at ? HongKong.At(at) : null))]);
    }
}

/// <param name="Note">What these numbers are not.</param>
/// <param name="Missing">Stations without a reading of the past 25 minutes: they count for nothing.</param>
internal sealed record ReferenceWinds(string Note, IReadOnlyList<WindCount> Counts, int Missing, IReadOnlyList<ReferenceWindEntry> Stations);

/// <param name="KilometresPerHour">The threshold: strong, gale or hurricane force.</param>
/// <param name="Stations">How many of the eight reach it.</param>
/// <param name="Criterion">Half of the eight.</param>
internal sealed record WindCount(int KilometresPerHour, int Stations, int Criterion);

/// <param name="Speed">km/h; null where none came lately.</param>
internal sealed record ReferenceWindEntry(string Code, LocalizedText Name, double? Speed, DateTimeOffset? At);
