using System.Text.Json;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Bulletins;

/// <param name="Content">The kind's record; null where something is wrong.</param>
internal sealed record BulletinReading(object? Content, DateTimeOffset NextIssueAt, bool IsConverted, IReadOnlyList<RuleProblem> Problems)
{
    internal string Json => JsonSerializer.Serialize(Content, DataFile.Json);
}

/// <summary>What each kind of bulletin must have, for the form and for programs.</summary>
internal static class BulletinRules
{
    internal const int MostIcons = 3;
    internal const int MostTips = 5;
    internal const int Days = 9;
    internal const int SoilDepths = 2;
    internal const int LowestTemperature = -10;
    internal const int HighestTemperature = 45;
    internal static readonly TimeSpan LatestNextIssue = TimeSpan.FromHours(48);

    /// <param name="last">The newest of the kind: a tip that stays keeps the time of its last change.</param>
    internal static BulletinReading Read(BulletinKind kind, BulletinFields fields, DateTimeOffset now, SpecialTips? last = null)
    {
        var reader = new BulletinReader(fields, now);
        object content = kind switch
        {
            BulletinKind.LocalForecast => LocalForecast(reader),
            BulletinKind.NineDayForecast => NineDays(reader),
            _ => Tips(reader, last),
        };
        var next = reader.Moment("nextIssueAt");
        if (reader.Problems.TrueForAll(problem => problem.Path != "nextIssueAt") && (next <= now || next > now + LatestNextIssue))
        {
            reader.Wrong("nextIssueAt", "next-issue", "observatory.desk.problem.next-issue", (int)LatestNextIssue.TotalHours);
        }

        return new BulletinReading(reader.Problems.Count == 0 ? content : null, next, reader.IsConverted, reader.Problems);
    }

    private static LocalForecast LocalForecast(BulletinReader reader) => new(
        reader.Text("generalSituation"), reader.OptionalText("tropicalCyclone"), reader.OptionalText("fireDanger"), reader.Text("period"),
        reader.Text("forecast"), reader.Text("outlook"), Icons(reader));

    private static List<int> Icons(BulletinReader reader)
    {
        List<int> icons = [.. Enumerable.Range(0, MostIcons).Select(at => $"icons/{at}").Where((path, at) => at == 0 || reader.Has(path)).Select(reader.Icon)];
        if (icons.Distinct().Count() < icons.Count)
        {
            reader.Wrong("icons/1", "icon-twice", "observatory.desk.problem.icon-twice");
        }

        if (reader.Has($"icons/{MostIcons}"))
        {
            reader.Wrong($"icons/{MostIcons}", "icons-many", "observatory.desk.problem.icons-many", MostIcons);
        }

        return icons;
    }

    private static NineDayForecast NineDays(BulletinReader reader)
    {
        var first = HongKong.DayOf(reader.Now).AddDays(1);
        List<ForecastDay> days = [.. Enumerable.Range(0, Days).Select(at => Day(reader, $"days/{at}", first.AddDays(at)))];
        if (reader.Has($"days/{Days}"))
        {
            reader.Wrong($"days/{Days}", "days-many", "observatory.desk.problem.days-many", Days);
        }

        return new NineDayForecast(
            reader.Text("generalSituation"), days,
            new SeaTemperature(reader.Station("sea/station"), reader.Number("sea/value", 0, 40), Measured(reader, "sea/at")),
            [.. Enumerable.Range(0, SoilDepths).Select(at => $"soil/{at}").Select(path => new SoilTemperature(
                reader.Station($"{path}/station"), Depth(reader, $"{path}/depth"), reader.Number($"{path}/value", LowestTemperature, 60), Measured(reader, $"{path}/at")))]);
    }

    private static ForecastDay Day(BulletinReader reader, string path, DateOnly expected)
    {
        var wrongBefore = reader.Problems.Count;
        var date = reader.Day($"{path}/date");
        if (date != expected && reader.Problems.Count == wrongBefore)
        {
            reader.Wrong($"{path}/date", "day-order", "observatory.desk.problem.day-order", Text.Day(expected));
        }

        var (coolest, warmest) = Range(reader, path, "Temperature", LowestTemperature, HighestTemperature);
        var (driest, dampest) = Range(reader, path, "Humidity", 0, 100);
        return new ForecastDay(
            date, reader.Text($"{path}/weather"), reader.Text($"{path}/wind"), coolest, warmest, driest, dampest,
            reader.Icon($"{path}/icon"), reader.Choice<RainProbability>($"{path}/rain"));
    }

    private static (int Least, int Most) Range(BulletinReader reader, string path, string of, int lowest, int highest)
    {
        var wrongBefore = reader.Problems.Count;
        var (least, most) = (reader.Whole($"{path}/minimum{of}", lowest, highest), reader.Whole($"{path}/maximum{of}", lowest, highest));
        if (least > most && reader.Problems.Count == wrongBefore)
        {
            reader.Wrong($"{path}/maximum{of}", "range", "observatory.desk.problem.range", least);
        }

        return (least, most);
    }

    private static double Depth(BulletinReader reader, string path)
    {
        var depth = reader.Number(path, 0, 1);
        if (depth is not (0.5 or 1) && reader.Problems.TrueForAll(problem => problem.Path != path))
        {
            reader.Wrong(path, "depth", "observatory.desk.problem.depth");
        }

        return depth;
    }

    private static DateTimeOffset Measured(BulletinReader reader, string path)
    {
        var at = reader.Moment(path);
        if (at > reader.Now + TimeSpan.FromMinutes(5) || at < reader.Now - TimeSpan.FromDays(7))
        {
            reader.Wrong(path, "measured", "observatory.desk.problem.measured");
        }

        return at;
    }

    private static SpecialTips Tips(BulletinReader reader, SpecialTips? last)
    {
        if (reader.Has($"tips/{MostTips}"))
        {
            reader.Wrong($"tips/{MostTips}", "tips-many", "observatory.desk.problem.tips-many", MostTips);
        }

        return new SpecialTips(
        [
            .. from at in Enumerable.Range(0, MostTips)
               let path = $"tips/{at}/text"
               where reader.Has(path)
               let text = reader.Text(path)
               select new SpecialTip(text, last?.Tips.FirstOrDefault(tip => tip.Text == text)?.UpdatedAt ?? reader.Now),
        ]);
    }
}
