using System.Globalization;
using System.Text;
using OneStop.Observatory.Forecasts;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.OpenData;

/// <summary>
/// The gridded rainfall nowcast's file: rain of the coming four half hours in every cell. There is no radar to extrapolate, so each half
/// hour is half of the forecast's hour that it lies in.
/// </summary>
internal static class RainfallNowcast
{
    internal static readonly TimeSpan HalfHour = TimeSpan.FromMinutes(30);
    private const int HalfHours = 4;

    private static readonly LocalizedText Heading = new(
        "Updated Date and Time (in Hong Kong Time),Ending Date and Time (in Hong Kong Time),Latitude (degree),Longitude (degree),Half-hourly Nowcast Accumulated Rainfall (mm)",
        "更新日期及時間（香港時間）,結束日期及時間（香港時間）,緯度（度）,經度（度）,半小時臨近預報累積雨量（毫米）",
        "更新日期及时间（香港时间）,结束日期及时间（香港时间）,纬度（度）,经度（度）,半小时临近预报累积雨量（毫米）");

    private static Written? last;

    internal static IReadOnlyDictionary<string, Lang> Files { get; } = new Dictionary<string, Lang>(StringComparer.Ordinal)
    {
        ["Gridded_rainfall_nowcast.csv"] = Lang.English,
        ["Gridded_rainfall_nowcast_tc.csv"] = Lang.Traditional,
        ["Gridded_rainfall_nowcast_sc.csv"] = Lang.Simplified,
    };

    internal static DateTimeOffset UpdatedAt(DateTimeOffset now) => new(now.UtcTicks - (now.UtcTicks % HalfHour.Ticks), TimeSpan.Zero);

    internal static Answer Write(ForecastGrid grid, DateTimeOffset now, Lang lang)
    {
        var updated = UpdatedAt(now);
        var known = Volatile.Read(ref last);
        if (known is null || known.Hash != grid.Hash || known.Updated != updated)
        {
            Volatile.Write(ref last, known = new Written(grid.Hash, updated, Rows(grid, updated)));
        }

        return Answer.OfText($"{Heading.In(lang)}\n{known.Rows}", "text/csv; charset=utf-8", updated + HalfHour);
    }

    private static string Rows(ForecastGrid grid, DateTimeOffset updated)
    {
        var rows = new StringBuilder();
        for (var half = 1; half <= HalfHours; half++)
        {
            var end = updated + (half * HalfHour);
            var step = (int)Math.Ceiling((end - grid.RunAt).TotalHours);
            for (var row = 0; row < grid.Latitudes.Count; row++)
            {
                for (var column = 0; column < grid.Longitudes.Count; column++)
                {
                    if (grid.Cell(GridQuantity.Rainfall, step, row, column) is { } rain)
                    {
                        rows.Append(CultureInfo.InvariantCulture, $"{Wire.Stamp(updated)},{Wire.Stamp(end)},{grid.Latitudes[row]:0.000},{grid.Longitudes[column]:0.000},{rain / 2:0.00}\n");
                    }
                }
            }
        }

        return rows.ToString();
    }

    private sealed record Written(string Hash, DateTimeOffset Updated, string Rows);
}
