using OneStop.Observatory.Bulletins;
using OneStop.Observatory.Cap;
using OneStop.Observatory.Feeds;
using OneStop.Observatory.Forecasts;
using OneStop.Observatory.Lightning;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Stations;
using OneStop.Observatory.Warnings;
using OneStop.Platform.PublicPages;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.OpenData;

/// <summary>What changes with every reading: the current report, the rain, the regional files, the stations on the map.</summary>
internal sealed class ReadingsPublication(Weather weather) : IPublication
{
    public static string Code => "observatory.open-data.readings";

    public static IReadOnlyList<DataTag> DependsOn =>
        [DataTag.Rows<LatestReading>(), DataTag.Rows<Reading>(), DataTag.Rows<Bulletin>(), DataTag.Rows<WarningStep>(), DataTag.Rows<Stroke>(), DataTag.Rows<LightningWatch>()];

    public static TimeSpan AtMostEvery => TimeSpan.FromSeconds(1);

    public async Task ComposeAsync(Edition edition, CancellationToken ct)
    {
        edition.Weather("rhrread").InEveryLanguage("/weatherAPI/opendata/hourlyRainfall.php", "").Answer("/api/weather/stations.geojson", anyOrigin: true);
        foreach (var file in RegionalFile.All)
        {
            foreach (var lang in Lang.All)
            {
                edition.Answer($"/weatherAPI/hko_data/regional-weather/{file.NameIn(lang)}", anyOrigin: true);
            }
        }

        edition.HoldsUntilLapse(await weather.WarningsInForceAsync(ct));
    }
}

/// <summary>What the forecasters write: the local forecast, nine days, tips, and their feeds.</summary>
internal sealed class BulletinsPublication(Weather weather) : IPublication
{
    public static string Code => "observatory.open-data.bulletins";

    public static IReadOnlyList<DataTag> DependsOn => [DataTag.Rows<Bulletin>()];

    public async Task ComposeAsync(Edition edition, CancellationToken ct)
    {
        edition.Weather("flw").Weather("fnd").Weather("swt").Feed("forecast").Feed("nine-days");
        foreach (var due in new[] { (await weather.LocalForecastAsync(ct))?.NextIssueAt, (await weather.NineDaysAsync(ct))?.NextIssueAt })
        {
            if (due > edition.Now)
            {
                edition.HoldsUntil(due.Value);
            }
        }
    }
}

/// <summary>Warnings in every form: the open data, CAP with its feeds, GeoJSON, feeds for readers.</summary>
internal sealed class WarningsPublication(Weather weather, WarningHistory history) : IPublication
{
    public static string Code => "observatory.open-data.warnings";

    public static IReadOnlyList<DataTag> DependsOn => [DataTag.Rows<WarningStep>()];

    public async Task ComposeAsync(Edition edition, CancellationToken ct)
    {
        edition.Weather("warnsum").Weather("warningInfo").Feed("warnings").InEveryLanguage("/alerts/active", "");
        edition.Answer("/weather/cap/active.atom", anyOrigin: true).Answer("/weather/cap/history.atom", anyOrigin: true);
        foreach (var step in await history.NewestAsync(WeatherFeeds.Most, ct))
        {
            edition.Answer($"/weather/cap/{step.Id}.xml", anyOrigin: true);
        }

        edition.HoldsUntilLapse(await weather.WarningsInForceAsync(ct));
    }
}

/// <summary>What comes from the forecast's run: the nowcast's files and each station's forecast.</summary>
internal sealed class RunPublication(ForecastGrids grids) : IPublication
{
    public static string Code => "observatory.open-data.run";

    public static IReadOnlyList<DataTag> DependsOn => [DataTag.Rows<ForecastRun>(), DataTag.Rows<Bulletin>()];

    public async Task ComposeAsync(Edition edition, CancellationToken ct)
    {
        // The run that the change told of, before this node would look for it by itself.
        await grids.RefreshAsync(ct);
        if (grids.Current is null)
        {
            return;
        }

        foreach (var file in RainfallNowcast.Files.Keys)
        {
            edition.Answer($"/weatherAPI/hko_data/F3/{file}", anyOrigin: true);
        }

        foreach (var station in StationList.All)
        {
            edition.Answer($"/ocf/dat/{station.Code}.xml", anyOrigin: true);
        }

        edition.HoldsUntil(RainfallNowcast.UpdatedAt(edition.Now) + RainfallNowcast.HalfHour);
    }
}

file static class Editions
{
    private static readonly string[] Languages = ["en", "tc", "sc"];

    internal static Edition Weather(this Edition edition, string type) => edition.InEveryLanguage("/weatherAPI/opendata/weather.php", $"dataType={type}");

    /// <summary>Each language, and the default.</summary>
    internal static Edition InEveryLanguage(this Edition edition, string path, string query)
    {
        edition.Answer(path, query, anyOrigin: true);
        foreach (var lang in Languages)
        {
            edition.Answer(path, query.Length == 0 ? $"lang={lang}" : $"{query}&lang={lang}", anyOrigin: true);
        }

        return edition;
    }

    internal static Edition Feed(this Edition edition, string name)
    {
        foreach (var lang in Lang.All)
        {
            edition.Answer($"/weather/feeds/{lang.Code}/{name}.rss", anyOrigin: true).Answer($"/weather/feeds/{lang.Code}/{name}.atom", anyOrigin: true);
        }

        return edition;
    }

    internal static void HoldsUntilLapse(this Edition edition, IReadOnlyList<WarningInForce> warnings)
    {
        if (WeatherReports.FirstLapse(warnings) is { } lapse)
        {
            edition.HoldsUntil(lapse);
        }
    }
}
