namespace OneStop.Observatory.Almanac;

internal enum MoonQuarter
{
    New,
    First,
    Full,
    Last,
}

/// <summary>The moment of a principal phase of the moon.</summary>
internal sealed record MoonPhase(MoonQuarter Quarter, DateTimeOffset At)
{
    private const int Quarters = 4;
    private const double QuarterDegrees = 90;

    /// <summary>The principal phases after one instant up to another.</summary>
    internal static IEnumerable<MoonPhase> Between(DateTimeOffset after, DateTimeOffset until)
    {
        for (var day = Moment.Of(after).Day; day < Moment.Of(until).Day; day++)
        {
            var (from, to) = (new Moment(day), new Moment(day + 1));
            for (var quarter = 0; quarter < Quarters; quarter++)
            {
                double Past(Moment moment) => Degrees.Half(Elongation(moment) - (quarter * QuarterDegrees));
                if (Past(from) is < 0 and > -QuarterDegrees && Past(to) >= 0 && Sky.Crossing(Past, from, to).Instant is var at && at <= until)
                {
                    yield return new MoonPhase((MoonQuarter)quarter, at);
                }
            }
        }
    }

    /// <summary>How much of the disc is lit, 0 to 1.</summary>
    internal static double Lit(DateTimeOffset at) => (1 - Degrees.Cos(Elongation(Moment.Of(at)))) / 2;

    private static double Elongation(Moment moment) => Moon.At(moment).Longitude - Sun.At(moment).Longitude;
}
