namespace OneStop.Observatory.Almanac;

/// <summary>One of the twenty-four solar terms: the sun's longitude reaches a multiple of 15°. Computed to a quarter of an hour.</summary>
/// <param name="Index">0 at the spring equinox, 18 at the winter solstice.</param>
internal sealed record SolarTerm(int Index, DateTimeOffset At)
{
    internal const int Count = 24;
    private const double Apart = 360d / Count;

    /// <summary>The next so many after an instant.</summary>
    internal static IEnumerable<SolarTerm> After(DateTimeOffset instant, int count)
    {
        var day = Moment.Of(instant).Day;
        for (var found = 0; found < count; day++)
        {
            var (from, to) = (new Moment(day), new Moment(day + 1));
            var index = (int)Math.Ceiling(Positive(Sun.At(from).Longitude) / Apart) % Count;
            double Past(Moment moment) => Degrees.Half(Sun.At(moment).Longitude - (index * Apart));
            if (Past(from) < 0 && Past(to) >= 0)
            {
                found++;
                yield return new SolarTerm(index, Sky.Crossing(Past, from, to).Instant);
            }
        }
    }

    private static double Positive(double degrees) => Degrees.Half(degrees) is < 0 and var half ? half + 360 : Degrees.Half(degrees);
}
