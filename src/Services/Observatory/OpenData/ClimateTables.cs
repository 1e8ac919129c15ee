using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Stations;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.OpenData;

/// <summary>What was measured: CLMTEMP, CLMMAXT, CLMMINT, LTMV, RYES.</summary>
internal sealed class ClimateTables(ObservatoryDb db, Weather weather)
{
    internal async Task<Table> TemperaturesAsync(Station station, DailyElement element, int? year, int? month, CancellationToken ct)
    {
        var from = new DateOnly(year ?? 1, month ?? 1, 1);
        var until = year is null ? DateOnly.MaxValue : month is null ? from.AddYears(1) : from.AddMonths(1);
        var days = await db.Days.AsNoTracking()
            .Where(day => day.Station == station.Code && day.Element == element && day.Day >= from && day.Day < until)
            .OrderBy(day => day.Day).ToListAsync(ct);
        (string Chinese, string English) what = element switch
        {
            DailyElement.MaximumTemperature => ("日最高氣溫", "Daily Maximum Temperature"),
            DailyElement.MinimumTemperature => ("日最低氣溫", "Daily Minimum Temperature"),
            _ => ("日平均氣溫", "Daily Mean Temperature"),
        };
        return new Table(
            ["年/Year", "月/Month", "日/Day", "數值/Value", "數據完整性/data Completeness"],
            [.. days.Select(day => (IReadOnlyList<string>)[Number(day.Day.Year), Number(day.Day.Month), Number(day.Day.Day), day.Value is { } value ? Wire.Tenths(value) : "***", day.Value is null ? "" : day.IsComplete ? "C" : "#"])],
            [$"{what.Chinese}(攝氏度) - {station.Name.ZhHant}", $"{what.English} (°C) at {(station.Code == "HKO" ? "the " : "")}{station.Name.En}"],
            ["*** 沒有數據/unavailable", "# 數據不完整/data incomplete", "C 數據完整/data Complete"]);
    }

    internal async Task<Table> VisibilityAsync(Lang lang, CancellationToken ct)
    {
        var visibility = new Now(await weather.NowAsync(ct)).Of(Quantity.Visibility);
        var fields = lang.IsChinese
            ? lang == Lang.Traditional ? new[] { "日期時間", "自動氣象站", "十分鐘平均能見度" } : ["日期时间", "自动气象站", "十分钟平均能见度"]
            : ["Date time", "Automatic Weather Station", "10 minute mean visibility"];
        return new Table(
            fields,
            visibility.Newest is not { } newest ? [] :
            [
                .. StationList.Measuring(Quantity.Visibility).Select(station => (IReadOnlyList<string>)
                    [Wire.Stamp(newest), station.Name.In(lang), visibility.At(station) is { } value ? $"{Wire.Whole(value)}{(lang.IsChinese ? "公里" : "km")}" : "N/A"]),
            ]);
    }

    /// <summary>A day's weather (<c>RYES</c>): of the radiation that the Observatory's own report adds there is no source, so those texts are empty.</summary>
    internal async Task<Answer> DayAsync(DateOnly day, Station? only, Lang lang, CancellationToken ct)
    {
        var values = (await db.Days.AsNoTracking().Where(value => value.Day == day && value.Value != null).ToListAsync(ct)).ToLookup(value => value.Station);
        var report = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["BulletinDate"] = Wire.Day(day.AddDays(1)),
            ["BulletinTime"] = "0015",
            ["ReportTimeInfoDate"] = Wire.Day(day),
            ["HongKongDesc"] = "",
            ["NoteDesc"] = "",
            ["NoteDesc1"] = "",
            ["NoteDesc2"] = "",
            ["NoteDesc3"] = "",
        };
        foreach (var station in StationList.All.Where(station => (only is null || station == only) && values.Contains(station.Code)))
        {
            var key = string.Concat(station.Name.En.Where(char.IsAsciiLetter));
            var readings = station.Code is "HKO" ? "HKOReadings" : station.Code is "KP" ? $"{key}Readings" : key;
            if (station.Code != "HKO")
            {
                report[$"{key}LocationName"] = station.Name.In(lang);
            }

            Add($"{readings}MaxTemp", DailyElement.MaximumTemperature);
            Add($"{readings}MinTemp", DailyElement.MinimumTemperature);
            if (station.Code == "HKO")
            {
                Add($"{readings}Rainfall", DailyElement.Rainfall);
            }

            void Add(string name, DailyElement element)
            {
                if (values[station.Code].FirstOrDefault(value => value.Element == element)?.Value is { } value)
                {
                    report[name] = Wire.Tenths(value);
                }
            }
        }

        return Answer.OfJson(report);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
