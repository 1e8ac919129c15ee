namespace OneStop.Observatory.Almanac;

/// <summary>Moonrise, transit and moonset of a Hong Kong day; about once a month each of them falls on no moment of a day.</summary>
internal sealed record MoonTimes(DateTimeOffset? Rise, DateTimeOffset? Transit, DateTimeOffset? Set)
{
    internal static MoonTimes Of(DateOnly day) => new(Sky.MoonRise(day), Sky.MoonTransit(day), Sky.MoonSet(day));
}
