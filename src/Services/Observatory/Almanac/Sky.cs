using OneStop.Platform.Texts;

namespace OneStop.Observatory.Almanac;

/// <summary>What of a Hong Kong day rises, culminates and sets when: seen from the Observatory's place at sea level, as its own tables are.</summary>
internal static class Sky
{
    private const double Latitude = 22.30222;
    private const double Longitude = 114.17417;
    private const int Steps = 48;
    private const double DaysPerStep = 1d / Steps;
    private const int Halvings = 20;

    /// <summary>The altitude of the sun's centre when its upper limb stands on the horizon: refraction 34′, half its width 16′.</summary>
    private const double SunAtHorizon = -0.8333;

    internal static DateTimeOffset? SunRise(DateOnly day) => Rising(day, SunHeight);

    internal static DateTimeOffset? SunSet(DateOnly day) => Rising(day, moment => -SunHeight(moment));

    internal static DateTimeOffset? SunTransit(DateOnly day) => Rising(day, moment => HourAngle(Sun.At(moment), moment));

    internal static DateTimeOffset? MoonRise(DateOnly day) => Rising(day, MoonHeight);

    internal static DateTimeOffset? MoonSet(DateOnly day) => Rising(day, moment => -MoonHeight(moment));

    internal static DateTimeOffset? MoonTransit(DateOnly day) => Rising(day, moment => HourAngle(Moon.At(moment), moment));

    /// <summary>Where a function that rises through zero does so, between two moments close to each other.</summary>
    internal static Moment Crossing(Func<Moment, double> function, Moment low, Moment high)
    {
        for (var i = 0; i < Halvings; i++)
        {
            var middle = new Moment((low.Day + high.Day) / 2);
            (low, high) = function(middle) < 0 ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static double SunHeight(Moment moment) => Altitude(Sun.At(moment), moment) - SunAtHorizon;

    private static double MoonHeight(Moment moment)
    {
        var moon = Moon.At(moment);
        return Altitude(moon, moment) - ((0.7275 * moon.Parallax) - 0.5667);
    }

    private static double Altitude(Place body, Moment moment)
    {
        var sine = Degrees.Sin(Latitude) * Degrees.Sin(body.Declination);
        return Degrees.Asin(sine + (Degrees.Cos(Latitude) * Degrees.Cos(body.Declination) * Degrees.Cos(moment.SiderealTime + Longitude - body.RightAscension)));
    }

    /// <summary>The hour angle: it rises through zero at the upper transit, and falls back at the lower one.</summary>
    private static double HourAngle(Place body, Moment moment) => Degrees.Half(moment.SiderealTime + Longitude - body.RightAscension);

    private static DateTimeOffset? Rising(DateOnly day, Func<Moment, double> function)
    {
        var midnight = Moment.Of(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), HongKong.Offset));
        var before = function(midnight);
        for (var step = 1; step <= Steps; step++)
        {
            var here = new Moment(midnight.Day + (step * DaysPerStep));
            var value = function(here);
            if (before < 0 && value >= 0)
            {
                var crossing = Crossing(function, new Moment(here.Day - DaysPerStep), here).Instant;
                return HongKong.DayOf(crossing) == day ? crossing : null;
            }

            before = value;
        }

        return null;
    }
}
