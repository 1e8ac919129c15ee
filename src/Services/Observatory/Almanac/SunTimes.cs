namespace OneStop.Observatory.Almanac;

/// <summary>Sunrise, transit and sunset of a Hong Kong day, for a level horizon. Computed, not measured.</summary>
internal sealed record SunTimes(DateTimeOffset? Rise, DateTimeOffset? Transit, DateTimeOffset? Set)
{
    internal static SunTimes Of(DateOnly day) => new(Sky.SunRise(day), Sky.SunTransit(day), Sky.SunSet(day));
}
