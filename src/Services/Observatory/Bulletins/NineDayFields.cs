using System.Globalization;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Bulletins;

/// <summary>The nine days of a draft, which follow the day of issue: a draft of yesterday begins a day too early.</summary>
internal static class NineDayFields
{
    internal static IReadOnlyList<string> Dates(TimeProvider time) =>
        [.. Enumerable.Range(1, BulletinRules.Days).Select(after => HongKong.Today(time).AddDays(after).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))];

    /// <summary>The same with each day's words at its place in today's nine: days gone by fall away, new ones are empty.</summary>
    internal static BulletinFields Renew(BulletinFields fields, TimeProvider time)
    {
        var at = Enumerable.Range(0, BulletinRules.Days).Where(day => fields[$"days/{day}/date"].Length > 0)
            .GroupBy(day => fields[$"days/{day}/date"]).ToDictionary(days => days.Key, days => days.First());
        var renewed = fields.Values.Where(field => !field.Key.StartsWith("days/", StringComparison.Ordinal)).ToList();
        foreach (var (date, place) in Dates(time).Select((date, place) => (date, place)))
        {
            renewed.Add(KeyValuePair.Create($"days/{place}/date", date));
            if (at.TryGetValue(date, out var old))
            {
                var prefix = $"days/{old}/";
                renewed.AddRange(fields.Values.Where(field => field.Key.StartsWith(prefix, StringComparison.Ordinal) && field.Key != prefix + "date")
                    .Select(field => KeyValuePair.Create($"days/{place}/{field.Key[prefix.Length..]}", field.Value)));
            }
        }

        return BulletinFields.Empty.With(renewed);
    }
}
