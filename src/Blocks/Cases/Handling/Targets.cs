using OneStop.Platform.Dated;

namespace OneStop.Cases.Handling;

/// <summary>How soon a desk means to decide: dated rows of targets.json, in working days (Monday to Friday).</summary>
internal static class Targets
{
    private const int WhereNoneIsSet = 5;

    private static readonly IReadOnlyList<Target> All = DatedFile.Read<Target>("Cases.targets.json");

    internal static DateOnly DueOn(string desk, DateOnly opened) => AddWorkingDays(
        opened, All.LastOrDefault(target => target.Desk == desk && target.IsInForce(opened))?.WorkingDays ?? WhereNoneIsSet);

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

    private sealed record Target(string Desk, DateOnly From, DateOnly? To, int WorkingDays) : IDated;
}
