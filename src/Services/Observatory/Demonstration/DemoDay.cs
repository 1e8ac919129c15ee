using OneStop.Observatory.Bulletins;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Simulation;
using OneStop.Observatory.Stations;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Demonstration;

/// <summary>A made-up day as a whole, at one station.</summary>
/// <param name="Rain">mm over the day.</param>
internal sealed record DemoDay(double Mean, double Maximum, double Minimum, double MaximumHumidity, double MinimumHumidity, double Rain)
{
    private const int Hours = 3;

    internal static DemoDay Of(MadeUpWeather weather, Station station, DateOnly day, bool withHumidity = true)
    {
        var (sum, warmest, coldest, dampest, driest, rain) = (0.0, double.MinValue, double.MaxValue, 0.0, 100.0, 0.0);
        // Every third hour tells enough of a day, the warmest and the coldest among them.
        for (var hour = 2; hour < 24; hour += Hours)
        {
            var at = HongKong.StartOf(day).AddHours(hour);
            var temperature = weather.Measure(station, Quantity.Temperature, at)!.Value;
            (sum, warmest, coldest) = (sum + temperature, Math.Max(warmest, temperature), Math.Min(coldest, temperature));
            rain += Hours * weather.Rain(station, at);
            if (withHumidity)
            {
                var humidity = weather.Measure(station, Quantity.RelativeHumidity, at)!.Value;
                (dampest, driest) = (Math.Max(dampest, humidity), Math.Min(driest, humidity));
            }
        }

        return new(Math.Round(sum * Hours / 24, 1), warmest, coldest, dampest, driest, Math.Round(rain * 2) / 2);
    }

    /// <summary>As it is forecast so many days before: the error grows with the lead.</summary>
    internal DemoDay Forecast(DateOnly issued, int lead)
    {
        var seed = Noise.Seed("nine-day", (ulong)issued.DayNumber);
        var spread = 0.35 + (0.22 * lead);
        double Error(int what) => spread * (Noise.Even(seed, (lead * 10) + what) + Noise.Even(seed, (lead * 10) + what + 5) - 1) * 2.2;

        var (warmest, coldest) = (Maximum + Error(1), Minimum + Error(2) - 0.3);
        return this with
        {
            Maximum = Math.Max(warmest, coldest + 1),
            Minimum = coldest,
            MaximumHumidity = Math.Clamp(MaximumHumidity + (4 * Error(3)), 40, 100),
            MinimumHumidity = Math.Clamp(MinimumHumidity + (4 * Error(4)), 20, 95),
            Rain = Math.Max(0, Rain * (1 + (0.35 * Error(0)))),
        };
    }

    internal RainProbability Probability => Rain switch
    {
        >= 25 => RainProbability.High,
        >= 12 => RainProbability.MediumHigh,
        >= 7 => RainProbability.Medium,
        >= 2 => RainProbability.MediumLow,
        _ => RainProbability.Low,
    };

    /// <summary>The phrase and the Observatory's icon number.</summary>
    internal (string Phrase, int Icon) Sky => Rain switch
    {
        >= 40 => ("thunderstorms", 65),
        >= 15 => ("rain", 63),
        >= 5 => ("showers", 54),
        >= 0.5 => ("fewShowers", 62),
        _ => MinimumHumidity > 72 ? ("cloudy", 60) : MinimumHumidity > 55 ? ("sunnyPeriods", 51) : ("sunny", 50),
    };
}
