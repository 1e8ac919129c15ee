using System.Text.Json;

namespace OneStop.Cases.Handling;

/// <summary>How soon a desk means to decide: dated rows of targets.json, in working days (Monday to Friday).</summary>
internal static class Targets
{
    private const int WhereNoneIsSet = 5;

    private static readonly IReadOnlyList<Target> All = Read();

    internal static DateOnly DueOn(string desk, DateOnly opened) => AddWorkingDays(
        opened, All.LastOrDefault(target => target.Desk == desk && target.From <= opened && (target.To is null || opened <= target.To))?.WorkingDays ?? WhereNoneIsSet);

    internal static DateOnly AddWorkingDays(DateOnly from, int days)
    {
        var day = from;
        while (days > 0)
        {
            day = day.AddDays(1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                days--;
            }
        }

        return day;
    }

    private static List<Target> Read()
    {
        using var file = typeof(Targets).Assembly.GetManifestResourceStream("Cases.targets.json")!;
        return JsonSerializer.Deserialize<List<Target>>(file, JsonSerializerOptions.Web)!;
    }

    private sealed record Target(string Desk, DateOnly From, DateOnly? To, int WorkingDays);
}
