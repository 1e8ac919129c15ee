using System.Text.Json;
using OneStop.Observatory.Bulletins;
using OneStop.Observatory.Simulation;
using OneStop.Observatory.Stations;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Demonstration;

/// <summary>Writes bulletins for made-up weather.</summary>
internal static class DemoForecaster
{
    internal const string Name = "demonstration";
    internal static readonly Station Headquarters = StationList.Find("HKO")!;
    private static readonly TimeSpan Afternoon = new(16, 30, 0);

    internal static Bulletin NineDays(MadeUpWeather weather, DateTimeOffset at)
    {
        var today = HongKong.DayOf(at);
        var days = Enumerable.Range(1, 9).Select(lead => Day(weather, today, lead)).ToList();
        var content = new NineDayForecast(
            Phrases.Get(IsSummer(at) ? "nineDaySummer" : "nineDayWinter"), days,
            new SeaTemperature("North Point", Math.Round(days[0].MinimumTemperature + 3.0), at.AddHours(-2)),
            [new("Hong Kong Observatory", 0.5, days[0].MinimumTemperature + 3.2, at.AddHours(-9)), new("Hong Kong Observatory", 1, days[0].MinimumTemperature + 3.9, at.AddHours(-9))]);
        var next = HongKong.StartOf(HongKong.At(at).TimeOfDay < Afternoon ? today : today.AddDays(1)) + Afternoon;
        return Of(BulletinKind.NineDayForecast, at, next, content);
    }

    internal static Bulletin Local(MadeUpWeather weather, DateTimeOffset at)
    {
        var local = HongKong.At(at);
        var day = DemoDay.Of(weather, Headquarters, HongKong.DayOf(at));
        var isNight = local.Hour is >= 18 or < 5;
        var (sky, icon) = day.Sky;
        var content = new LocalForecast(
            Phrases.Get(IsSummer(at) ? "situationSummer" : day.MinimumHumidity < 50 ? "situationWinter" : "situationEast"),
            Phrases.Get("none"), Phrases.Get(day is { Rain: 0, MinimumHumidity: < 40 } ? "fireYellow" : "none"),
            Phrases.Get(isNight ? "periodNight" : "periodDay"),
            Phrases.Join(
                Phrases.Join(Phrases.Get(isNight && day.Rain == 0 ? "night" : sky), Phrases.Get("temperatures", Math.Round(day.Minimum), Math.Round(day.Maximum))),
                Phrases.Get(Wind(at))),
            Phrases.Get("outlook"),
            [isNight && icon is 50 or 51 ? 70 : icon]);
        return Of(BulletinKind.LocalForecast, at, at.AddHours(1), content);
    }

    internal static Bulletin Tips(DateTimeOffset at) =>
        Of(BulletinKind.SpecialTips, at, at.AddDays(1), new SpecialTips([new(Phrases.Get("tip"), at)]));

    private static ForecastDay Day(MadeUpWeather weather, DateOnly today, int lead)
    {
        var date = today.AddDays(lead);
        var day = DemoDay.Of(weather, Headquarters, date).Forecast(today, lead);
        var (sky, icon) = day.Sky;
        return new(
            date, Phrases.Get(sky), Phrases.Get(Wind(HongKong.StartOf(date))), (int)Math.Round(day.Minimum), (int)Math.Round(day.Maximum),
            (int)(Math.Round(day.MinimumHumidity / 5) * 5), (int)(Math.Round(day.MaximumHumidity / 5) * 5), icon, day.Probability);
    }

    private static string Wind(DateTimeOffset at) =>
        IsSummer(at) ? "windSouthwest" : Noise.Smooth(23, at.ToUnixTimeSeconds() / 3600.0, 26) > 0.4 ? "windEastStrong" : HongKong.At(at).Month is 12 or 1 ? "windNorth" : "windEast";

    private static bool IsSummer(DateTimeOffset at) => HongKong.At(at).Month is >= 5 and <= 9;

    private static Bulletin Of<T>(BulletinKind kind, DateTimeOffset at, DateTimeOffset next, T content) => new()
    {
        Id = Ids.New(),
        Kind = kind,
        IssuedAt = at,
        NextIssueAt = next,
        Content = JsonSerializer.Serialize(content, DataFile.Json),
        IssuedBy = Name,
        IsConverted = true,
    };
}
