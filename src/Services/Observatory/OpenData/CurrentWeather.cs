using OneStop.Observatory.Bulletins;
using OneStop.Observatory.Lightning;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Stations;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.OpenData;

/// <summary>The current weather report (<c>rhrread</c>).</summary>
internal static class CurrentWeather
{
    private const string Headquarters = "HKO";
    private static readonly LocalizedText PastHour = new("During the past hour", "過去一小時", "过去一小时");

    // The World Health Organization's bands, as the Observatory words them.
    private static readonly (double Below, LocalizedText Name)[] UvBands =
    [
        (3, new("low", "低", "低")), (6, new("moderate", "中", "中")), (8, new("high", "高", "高")), (11, new("very high", "甚高", "甚高")),
        (double.PositiveInfinity, new("extreme", "極高", "极高")),
    ];

    internal static object Report(
        Now now, LightningSpan? lightning, Issued<LocalForecast>? forecast, IReadOnlyList<WarningInForce> warnings, IReadOnlyList<SpecialTip> tips, Lang lang)
    {
        var rain = now.Of(Quantity.Rainfall);
        var rainAt = rain.Newest ?? now.Newest;
        var uv = now.Of(Quantity.UvIndex);
        return new
        {
            lightning = LightningReports.Occurrence(lightning, lang),
            rainfall = new
            {
                data = StationList.Districts.Select(district => Rain(district, rain, lang)).ToList(),
                startTime = Wire.Time(rainAt.AddHours(-1)),
                endTime = Wire.Time(rainAt),
            },
            warningMessage = Wire.OrEmptyText([.. warnings.Select(warning => WarningReports.Paragraphs(warning.Step, lang) is [var first, ..] ? first : warning.Signal.Name.In(lang))]),
            icon = forecast?.Content.Icons ?? [],
            iconUpdateTime = Wire.Time(forecast?.IssuedAt ?? now.Newest),
            uvindex = uv.Values.Count == 0 || now.Newest - uv.Newest > Now.Together ? (object)"" : new
            {
                data = uv.Values.Select(value => new { place = value.Station.Name.In(lang), value = Math.Round(value.Value, 1), desc = UvBands.First(band => Math.Round(value.Value) < band.Below).Name.In(lang) }).ToList(),
                recordDesc = PastHour.In(lang),
            },
            specialWxTips = tips.Count == 0 ? null : tips.Select(tip => tip.Text.In(lang)).ToList(),
            updateTime = Wire.Time(now.Newest),
            temperature = new
            {
                data = now.Of(Quantity.Temperature).Values.Select(value => new { place = value.Station.Name.In(lang), value = Wire.Whole(value.Value), unit = "C" }).ToList(),
                recordTime = Wire.Time(now.Of(Quantity.Temperature).Newest ?? now.Newest),
            },
            tcmessage = Wire.OrEmptyText(forecast?.Content.TropicalCyclone.In(lang) is { Length: > 0 } cyclone ? [cyclone] : Array.Empty<string>()),
            mintempFrom00To09 = "",
            rainfallFrom00To12 = "",
            rainfallLastMonth = "",
            rainfallJanuaryToLastMonth = "",
            humidity = new
            {
                recordTime = Wire.Time(now.Of(Quantity.RelativeHumidity).Newest ?? now.Newest),
                data = now.Of(Quantity.RelativeHumidity).Values.Where(value => value.Station.Code == Headquarters)
                    .Select(value => new { unit = "percent", value = Wire.Whole(value.Value), place = value.Station.Name.In(lang) }).ToList(),
            },
        };
    }

    /// <summary>A district none of whose gauges reports is under maintenance: it has no amount, which is not nought.</summary>
    private static object Rain(District district, Measured rain, Lang lang)
    {
        var amounts = rain.Values.Where(value => value.Station.District == district.Code).Select(value => Wire.Whole(value.Value)).ToList();
        return new
        {
            unit = "mm",
            place = district.Name.In(lang),
            max = amounts.Count == 0 ? (int?)null : amounts.Max(),
            min = amounts.Count < 2 || amounts.Max() == 0 ? (int?)null : amounts.Min(),
            main = amounts.Count == 0 ? "TRUE" : "FALSE",
        };
    }
}
