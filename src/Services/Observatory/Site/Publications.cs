using OneStop.Observatory.Bulletins;
using OneStop.Observatory.Lightning;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Site.Map;
using OneStop.Observatory.Site.Stations;
using OneStop.Observatory.Skill;
using OneStop.Observatory.Stations;
using OneStop.Observatory.Warnings;
using OneStop.Platform.PublicPages;

namespace OneStop.Observatory.Site;

/// <summary>The weather at one glance.</summary>
internal sealed class HomePublication(Weather weather) : IPublication
{
    public static string Code => "observatory.site.home";

    public static IReadOnlyList<DataTag> DependsOn => [DataTag.Rows<LatestReading>(), DataTag.Rows<Bulletin>(), DataTag.Rows<WarningStep>()];

    public static TimeSpan AtMostEvery => TimeSpan.FromSeconds(1);

    public async Task ComposeAsync(Edition edition, CancellationToken ct)
    {
        edition.Page("/weather")
            .TellsAgeOf((await weather.NowAsync(ct)).Select(latest => latest.At + Freshness.Readings).DefaultIfEmpty(edition.Now).Max())
            .TellsAgeOf((await weather.LocalForecastAsync(ct))?.NextIssueAt)
            .TellsAgeOf((await weather.NineDaysAsync(ct))?.NextIssueAt)
            .Shows(await weather.WarningsInForceAsync(ct));
    }
}

/// <summary>Warnings: the list, and a page for each kind.</summary>
internal sealed class WarningsPublication(Weather weather) : IPublication
{
    public static string Code => "observatory.site.warnings";

    public static IReadOnlyList<DataTag> DependsOn => [DataTag.Rows<WarningStep>()];

    public async Task ComposeAsync(Edition edition, CancellationToken ct)
    {
        edition.Page("/weather/warnings").Shows(await weather.WarningsInForceAsync(ct));
        foreach (var kind in WarningKinds.All)
        {
            edition.Page($"/weather/warnings/{kind.Key}");
        }
    }
}

/// <summary>The table of stations in every order, and a page for each station.</summary>
internal sealed class StationsPublication(Weather weather) : IPublication
{
    public static string Code => "observatory.site.stations";

    public static IReadOnlyList<DataTag> DependsOn => [DataTag.Rows<LatestReading>(), DataTag.Rows<Reading>(), DataTag.Rows<DailyValue>()];

    /// <summary>Two hundred pages: a minute's delay of a ten-minute reading is worth not rendering them for each station that reports.</summary>
    public static TimeSpan AtMostEvery => TimeSpan.FromMinutes(1);

    public async Task ComposeAsync(Edition edition, CancellationToken ct)
    {
        foreach (var element in StationElement.Measured)
        {
            foreach (var order in Enum.GetValues<StationOrder>())
            {
                edition.Page("/weather/stations", StationsPage.Query(element, order));
            }
        }

        foreach (var station in StationList.All)
        {
            edition.Page($"/weather/stations/{station.Code}");
        }

        foreach (var station in (await weather.NowAsync(ct)).GroupBy(latest => latest.Station))
        {
            edition.TellsAgeOf(station.Max(latest => latest.At) + Freshness.Readings);
        }
    }
}

/// <summary>The regional map, its tables and its moments.</summary>
internal sealed class MapPublication(Weather weather, StationHours hours, Lightnings lightnings) : IPublication
{
    public static string Code => "observatory.site.map";

    public static IReadOnlyList<DataTag> DependsOn => [DataTag.Rows<LatestReading>(), DataTag.Rows<Reading>(), DataTag.Rows<Stroke>(), DataTag.Rows<LightningWatch>()];

    public static TimeSpan AtMostEvery => TimeSpan.FromSeconds(10);

    public async Task ComposeAsync(Edition edition, CancellationToken ct)
    {
        edition.Page("/weather/map")
            .Bytes(MapHours.Address, "application/json", (await MapHours.OfAsync(hours, ct)).Json())
            .TellsAgeOf((await weather.NowAsync(ct)).Select(latest => latest.At + Freshness.Readings).DefaultIfEmpty(edition.Now).Max())
            .TellsAgeOf((await lightnings.WatchAsync(ct))?.Until + Freshness.Readings);
    }
}

/// <summary>How well the forecasts did.</summary>
internal sealed class SkillPublication : IPublication
{
    public static string Code => "observatory.site.skill";

    public static IReadOnlyList<DataTag> DependsOn => [DataTag.Rows<SkillScore>()];

    public Task ComposeAsync(Edition edition, CancellationToken ct)
    {
        edition.Page("/weather/skill");
        return Task.CompletedTask;
    }
}

internal static class Editions
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>When a promise of freshness is broken the page says so, and from then on says each minute how old its data are.</summary>
    internal static Edition TellsAgeOf(this Edition edition, DateTimeOffset? promise) => promise is null ? edition
        : edition.HoldsUntil(promise >= edition.Now ? promise.Value.AddSeconds(1) : edition.Now + Minute);

    internal static Edition Shows(this Edition edition, IEnumerable<WarningInForce> warnings)
    {
        foreach (var warning in warnings)
        {
            if (warning.Step.ExpiresAt is { } end)
            {
                edition.HoldsUntil(end);
            }
        }

        return edition;
    }
}
