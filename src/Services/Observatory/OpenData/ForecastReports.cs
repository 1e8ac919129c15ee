using OneStop.Observatory.Bulletins;
using OneStop.Observatory.Stations;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.OpenData;

/// <summary>The forecasters' bulletins: <c>flw</c>, <c>fnd</c>, <c>swt</c>.</summary>
internal static class ForecastReports
{
    private static readonly LocalizedText[] Weekdays =
    [
        new("Sunday", "星期日", "星期日"), new("Monday", "星期一", "星期一"), new("Tuesday", "星期二", "星期二"), new("Wednesday", "星期三", "星期三"),
        new("Thursday", "星期四", "星期四"), new("Friday", "星期五", "星期五"), new("Saturday", "星期六", "星期六"),
    ];

    private static readonly LocalizedText[] RainProbabilities =
    [
        new("Low", "低", "低"), new("Medium Low", "中低", "中低"), new("Medium", "中", "中"), new("Medium High", "中高", "中高"), new("High", "高", "高"),
    ];

    internal static object Local(Issued<LocalForecast> issued, Lang lang) => new
    {
        generalSituation = issued.Content.GeneralSituation.In(lang),
        tcInfo = issued.Content.TropicalCyclone.In(lang),
        fireDangerWarning = issued.Content.FireDanger.In(lang),
        forecastPeriod = issued.Content.Period.In(lang),
        forecastDesc = issued.Content.Forecast.In(lang),
        outlook = issued.Content.Outlook.In(lang),
        updateTime = Wire.Time(issued.IssuedAt),
    };

    internal static object NineDays(Issued<NineDayForecast> issued, Lang lang) => new
    {
        generalSituation = issued.Content.GeneralSituation.In(lang),
        weatherForecast = issued.Content.Days.Select(day => Day(day, lang)).ToList(),
        updateTime = Wire.Time(issued.IssuedAt),
        seaTemp = new { place = Place(issued.Content.Sea.Station, lang), value = Wire.Whole(issued.Content.Sea.Value), unit = "C", recordTime = Wire.Time(issued.Content.Sea.At) },
        soilTemp = issued.Content.Soil.Select(soil => new
        {
            place = Place(soil.Station, lang),
            value = Math.Round(soil.Value, 1),
            unit = "C",
            recordTime = Wire.Time(soil.At),
            depth = new { unit = "metre", value = soil.Depth },
        }).ToList(),
    };

    internal static object Tips(IReadOnlyList<SpecialTip> tips, Lang lang) =>
        new { swt = tips.Select(tip => new { desc = tip.Text.In(lang), updateTime = Wire.Time(tip.UpdatedAt) }).ToList() };

    private static object Day(ForecastDay day, Lang lang) => new
    {
        forecastDate = Wire.Day(day.Date),
        week = Weekdays[(int)day.Date.DayOfWeek].In(lang),
        forecastWind = day.Wind.In(lang),
        forecastWeather = day.Weather.In(lang),
        forecastMaxtemp = Degrees(day.MaximumTemperature),
        forecastMintemp = Degrees(day.MinimumTemperature),
        forecastMaxrh = Percent(day.MaximumHumidity),
        forecastMinrh = Percent(day.MinimumHumidity),
        ForecastIcon = day.Icon,
        PSR = RainProbabilities[(int)day.Rain].In(lang),
    };

    private static object Degrees(int value) => new { value, unit = "C" };

    private static object Percent(int value) => new { value, unit = "percent" };

    private static string Place(string station, Lang lang) => StationList.Find(station)?.Name.In(lang) ?? station;
}
