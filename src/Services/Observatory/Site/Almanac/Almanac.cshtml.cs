using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Observatory.Almanac;
using OneStop.Observatory.Site.Charts;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Site.Almanac;

/// <summary>Sun, moon, the Chinese calendar and the tides of a day.</summary>
[AllowAnonymous, CountedView]
internal sealed class AlmanacPage(Text text, TimeProvider time) : PageModel
{
    private const int Terms = 3;
    private const int DaysOfPhases = 32;
    private const int MinutesBetweenSamples = 15;
    private const string Usual = "QUB";

    public DateOnly Day { get; private set; }

    public SunTimes Sun { get; private set; } = null!;

    public MoonTimes Moon { get; private set; } = null!;

    /// <summary>At noon, 0 to 100.</summary>
    public double LitPercent { get; private set; }

    public IReadOnlyList<MoonPhase> Phases { get; private set; } = [];

    public LunarDate? Lunar { get; private set; }

    public IReadOnlyList<SolarTerm> NextTerms { get; private set; } = [];

    public TidePlace Place { get; private set; } = null!;

    public IReadOnlyList<Tide> Tides { get; private set; } = [];

    public IReadOnlyList<(DateOnly Day, IReadOnlyList<Tide> Tides)> Month { get; private set; } = [];

    public Chart TideChart { get; private set; } = null!;

    public string Address(DateOnly day) => $"{SitePathOf()}?date={day:yyyy-MM-dd}{(Place.Code == Usual ? "" : "&tide=" + Place.Code)}";

    public void OnGet(string? date, string? tide)
    {
        Day = HongKong.Today(time);
        if (Asked(date) is { } asked)
        {
            Day = asked;
        }

        if (tide is { Length: > 0 } && OneStop.Observatory.Almanac.Tides.Find(tide) is null)
        {
            ModelState.AddModelError("tide", text["observatory.site.almanac.tide.unknown"]);
        }

        Place = OneStop.Observatory.Almanac.Tides.Find(tide ?? Usual) ?? OneStop.Observatory.Almanac.Tides.Find(Usual)!;
        var midnight = HongKong.StartOf(Day);
        (Sun, Moon) = (SunTimes.Of(Day), MoonTimes.Of(Day));
        LitPercent = MoonPhase.Lit(midnight.AddHours(12)) * 100;
        Phases = [.. MoonPhase.Between(midnight, midnight.AddDays(DaysOfPhases)).OrderBy(phase => phase.At)];
        Lunar = LunarDate.Of(Day);
        NextTerms = [.. SolarTerm.After(midnight, Terms)];
        Tides = OneStop.Observatory.Almanac.Tides.HighsAndLows(Place, Day);
        Month =
        [
            .. Enumerable.Range(1, DateTime.DaysInMonth(Day.Year, Day.Month)).Select(number => new DateOnly(Day.Year, Day.Month, number))
                .Select(day => (day, OneStop.Observatory.Almanac.Tides.HighsAndLows(Place, day))),
        ];
        TideChart = Draw(midnight);
    }

    /// <summary>From a link's <c>date</c> or from the form's three fields; nothing where neither is there or it is no day we know.</summary>
    private DateOnly? Asked(string? date)
    {
        var fields = new[] { "date-day", "date-month", "date-year" }.Select(name => Request.Query[name].ToString().Trim()).ToArray();
        if (date is null && fields.All(field => field.Length == 0))
        {
            return null;
        }

        var typed = date ?? $"{fields[2].PadLeft(4, '0')}-{fields[1].PadLeft(2, '0')}-{fields[0].PadLeft(2, '0')}";
        if (DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day > LunarDate.First && day < LunarDate.Last)
        {
            return day;
        }

        ModelState.AddModelError("date", text["observatory.site.almanac.date.wrong", LunarDate.First.Year + 1, LunarDate.Last.Year - 1]);
        return null;
    }

    private Chart Draw(DateTimeOffset midnight)
    {
        var until = midnight.AddDays(1);
        var samples = new List<Sample>();
        for (var at = midnight; at <= until; at = at.AddMinutes(MinutesBetweenSamples))
        {
            samples.Add(new Sample(TimeMarks.Place(at, midnight, until), OneStop.Observatory.Almanac.Tides.Height(Place, at)));
        }

        var described = Tides.Select(tide => text[$"observatory.site.almanac.tide.{(tide.IsHigh ? "high" : "low")}.at", Words.Clock(tide.At), Words.Fixed(tide.Height, 2)]);
        return new Chart(
            text["observatory.site.almanac.tide.chart"], string.Join(Lang.Current.IsChinese ? "；" : "; ", described),
            Scale.Of(samples.Select(sample => sample.Value!.Value), 2, fromZero: true), TimeMarks.Hours(midnight, until, 6), [new Trace("", TraceKind.Line, 1, samples)], []);
    }

    private static string SitePathOf() => OneStop.Platform.Web.SitePages.Address("/weather/almanac");
}
