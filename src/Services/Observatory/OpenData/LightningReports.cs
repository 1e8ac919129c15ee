using System.Globalization;
using OneStop.Observatory.Lightning;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.OpenData;

/// <summary>Lightning as the Observatory's open data counts it: <c>LHL</c>, and the regions struck in the current weather report.</summary>
internal static class LightningReports
{
    private static readonly LocalizedText ToGround = new("Cloud-to-ground", "雲對地", "云对地");
    private static readonly LocalizedText BetweenClouds = new("Cloud-to-cloud", "雲間", "云间");
    private static readonly string[] English = ["DateTime", "Type", "Region", "lightning count"];
    private static readonly string[] Traditional = ["日期時間", "類別", "區域", "閃電次數"];
    private static readonly string[] Simplified = ["日期时间", "类别", "区域", "闪电次数"];

    /// <summary>The last whole hour, kind by kind and region by region; without rows where nobody watched it: not known is not nought.</summary>
    internal static Table Table(LightningSpan? hour, Lang lang)
    {
        var fields = lang == Lang.Traditional ? Traditional : lang == Lang.Simplified ? Simplified : English;
        if (hour is null)
        {
            return new Table(fields, []);
        }

        var span = $"{Wire.Stamp(hour.From)}-{Wire.Stamp(hour.Until.AddMinutes(-1))}";
        return new Table(fields,
        [
            .. hour.Counts.Skip(1).Select(count => Row(ToGround, count.Region!, count.ToGround)),
            .. hour.Counts.Skip(1).Select(count => Row(BetweenClouds, count.Region!, count.BetweenClouds)),
        ]);

        IReadOnlyList<string> Row(LocalizedText kind, LightningRegion region, int strokes) => [span, kind.In(lang), region.Name.In(lang), strokes.ToString(CultureInfo.InvariantCulture)];
    }

    /// <summary>Null where it has not struck in the hour: the report has no such member then.</summary>
    internal static object? Occurrence(LightningSpan? hour, Lang lang) => hour is not { All: > 0 } ? null : new
    {
        data = hour.Counts.Skip(1).Where(count => count.All > 0).Select(count => new { place = count.Region!.Name.In(lang), occur = "true" }).ToList(),
        startTime = Wire.Time(hour.From),
        endTime = Wire.Time(hour.Until),
    };
}
