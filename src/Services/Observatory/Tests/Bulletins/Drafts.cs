using System.Globalization;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Tests.Bulletins;

/// <summary>Whole bulletins to change a little.</summary>
internal static class Drafts
{
    internal static readonly DateTimeOffset Now = new(2026, 11, 25, 8, 30, 0, TimeSpan.Zero);

    internal static Dictionary<string, string> LocalForecast(DateTimeOffset now) => new()
    {
        ["nextIssueAt"] = CivilTime.Field(now.AddHours(1)),
        ["convert"] = "yes",
        ["icons/0"] = "51",
        ["generalSituation/en"] = "A dry continental airstream.",
        ["generalSituation/zhHant"] = "一股乾燥的大陸氣流正影響廣東。",
        ["period/en"] = "Forecast for tonight and tomorrow",
        ["period/zhHant"] = "今晚及明日天氣預測",
        ["forecast/en"] = "Fine and dry.",
        ["forecast/zhHant"] = "天晴乾燥。",
        ["outlook/en"] = "Cool in the mornings.",
        ["outlook/zhHant"] = "早上清涼。",
    };

    internal static Dictionary<string, string> NineDays(DateTimeOffset now)
    {
        Dictionary<string, string> fields = new()
        {
            ["nextIssueAt"] = CivilTime.Field(now.AddHours(12)),
            ["convert"] = "yes",
            ["generalSituation/en"] = "A monsoon.",
            ["generalSituation/zhHant"] = "季候風。",
            ["sea/station"] = "NP",
            ["sea/value"] = "23",
            ["sea/at"] = CivilTime.Field(now.AddHours(-2)),
        };
        for (var at = 0; at < 9; at++)
        {
            var date = HongKong.DayOf(now).AddDays(at + 1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            foreach (var (field, value) in ((string, string)[])[
                ("date", date), ("weather/en", $"Fine {at}."), ("weather/zhHant", $"天晴{at}。"), ("wind/en", "East force 4."), ("wind/zhHant", "東風4級。"),
                ("minimumTemperature", "18"), ("maximumTemperature", "23"), ("minimumHumidity", "55"), ("maximumHumidity", "80"), ("icon", "50"), ("rain", "mediumLow")])
            {
                fields[$"days/{at}/{field}"] = value;
            }
        }

        foreach (var (path, depth) in ((string, string)[])[("soil/0", "0.5"), ("soil/1", "1")])
        {
            (fields[$"{path}/station"], fields[$"{path}/depth"], fields[$"{path}/value"], fields[$"{path}/at"]) = ("HKO", depth, "21.5", CivilTime.Field(now.AddHours(-9)));
        }

        return fields;
    }

    /// <summary>As a form posts them.</summary>
    internal static Dictionary<string, string> AsForm(this Dictionary<string, string> fields) => fields.ToDictionary(field => field.Key.Replace('/', '-'), field => field.Value);

    /// <summary>As a program sends them.</summary>
    internal static Dictionary<string, object> AsDocument(this Dictionary<string, string> fields, Guid id)
    {
        Dictionary<string, object> document = new() { ["id"] = id };
        foreach (var (path, value) in fields)
        {
            var parts = path.Split('/');
            var place = document;
            foreach (var part in parts[..^1])
            {
                place = (Dictionary<string, object>)(place.TryGetValue(part, out var there) ? there : place[part] = new Dictionary<string, object>());
            }

            place[parts[^1]] = value;
        }

        return (Dictionary<string, object>)WithLists(document);
    }

    private static object WithLists(object value) => value is not Dictionary<string, object> members ? value
        : members.Keys.All(key => int.TryParse(key, out _)) ? members.OrderBy(member => int.Parse(member.Key, CultureInfo.InvariantCulture)).Select(member => WithLists(member.Value)).ToList()
        : members.ToDictionary(member => member.Key, member => WithLists(member.Value));
}
