using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Stations;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.OpenData;

/// <summary>Writes the regional CSV files: a line for each station that measures it, by its English name; N/A where there is no value.</summary>
internal sealed class RegionalCsv(ObservatoryDb db, Weather weather)
{
    private const string Missing = "N/A";
    private const double PointDegrees = 45;

    private static readonly LocalizedText[] Points =
    [
        new("North", "北", "北"), new("Northeast", "東北", "东北"), new("East", "東", "东"), new("Southeast", "東南", "东南"),
        new("South", "南", "南"), new("Southwest", "西南", "西南"), new("West", "西", "西"), new("Northwest", "西北", "西北"),
    ];

    private static readonly LocalizedText Calm = new("Calm", "無風", "无风");
    private static readonly LocalizedText TimeColumn = new("Date time", "日期時間", "日期时间");
    private static readonly LocalizedText StationColumn = new("Automatic Weather Station", "自動氣象站", "自动气象站");

    internal async Task<Answer> WriteAsync(RegionalFile file, Lang lang, CancellationToken ct)
    {
        var now = new Now(await weather.NowAsync(ct));
        var measured = file.Columns.Select(column => now.Of(column.Quantity)).ToList();
        var extremes = file.Columns.Any(column => column.Form is RegionalForm.Highest or RegionalForm.Lowest) ? await ExtremesAsync(measured[0].Newest, ct) : [];
        var csv = new StringBuilder(TimeColumn.In(lang));
        foreach (var column in file.WithoutStation ? file.Columns.Select(column => column.Name) : file.Columns.Select(column => column.Name).Prepend(StationColumn))
        {
            csv.Append(',').Append(column.In(lang));
        }

        csv.Append('\n');
        if (measured.Max(values => values.Newest) is { } newest)
        {
            foreach (var station in StationList.Measuring(file.Columns[0].Quantity).OrderBy(station => NameOf(station, Lang.English), StringComparer.Ordinal))
            {
                csv.Append(Wire.Stamp(newest));
                if (!file.WithoutStation)
                {
                    csv.Append(',').Append(NameOf(station, lang));
                }

                for (var i = 0; i < file.Columns.Count; i++)
                {
                    csv.Append(',').Append(Value(file.Columns[i].Form, measured[i].At(station), extremes.GetValueOrDefault(station.Code), lang));
                }

                csv.Append('\n');
            }
        }

        return Answer.OfText(csv.ToString(), "text/csv; charset=utf-8");
    }

    private static string Value(RegionalForm form, double? value, (double Lowest, double Highest)? extremes, Lang lang) => (form, value) switch
    {
        (RegionalForm.Highest, _) => extremes is { } day ? Wire.Tenths(day.Highest) : Missing,
        (RegionalForm.Lowest, _) => extremes is { } day ? Wire.Tenths(day.Lowest) : Missing,
        (_, null) => Missing,
        (RegionalForm.Whole, { } number) => Wire.Whole(number).ToString(CultureInfo.InvariantCulture),
        (RegionalForm.Compass, 0) => Calm.In(lang),
        (RegionalForm.Compass, { } degrees) => Points[(int)Math.Round(degrees / PointDegrees) % Points.Length].In(lang),
        (_, { } number) => Wire.Tenths(number),
    };

    /// <summary>These files alone shorten the Observatory's English name.</summary>
    private static string NameOf(Station station, Lang lang) => station.Code == "HKO" && lang == Lang.English ? "HK Observatory" : station.Name.In(lang);

    private async Task<Dictionary<string, (double Lowest, double Highest)?>> ExtremesAsync(DateTimeOffset? newest, CancellationToken ct)
    {
        if (newest is not { } until)
        {
            return [];
        }

        var midnight = new DateTimeOffset(HongKong.DayOf(until).ToDateTime(TimeOnly.MinValue), HongKong.Offset).ToUniversalTime();
        var stations = StationList.Measuring(Quantity.Temperature).Select(station => station.Code).ToList();
        var days = await db.Readings.AsNoTracking()
            .Where(reading => stations.Contains(reading.Station) && reading.Quantity == Quantity.Temperature && reading.At >= midnight && reading.At <= until && reading.Quality == Quality.Good && reading.Value != null)
            .GroupBy(reading => reading.Station)
            .Select(day => new { day.Key, Lowest = day.Min(reading => reading.Value!.Value), Highest = day.Max(reading => reading.Value!.Value) })
            .ToListAsync(ct);
        return days.ToDictionary(day => day.Key, day => ((double Lowest, double Highest)?)(day.Lowest, day.Highest));
    }
}
