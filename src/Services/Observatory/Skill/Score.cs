using OneStop.Observatory.Bulletins;

namespace OneStop.Observatory.Skill;

/// <summary>The measures of skill, as the World Meteorological Organization defines them.</summary>
internal static class Score
{
    /// <summary>mm over the day, the mean of the stations: rain that counts as significant.</summary>
    internal const double SignificantRain = 10;

    internal static (double MeanError, double MeanAbsoluteError) OfValues(IReadOnlyCollection<(double Forecast, double Observed)> pairs) =>
        (pairs.Average(pair => pair.Forecast - pair.Observed), pairs.Average(pair => Math.Abs(pair.Forecast - pair.Observed)));

    internal static (double Brier, double OfClimate) OfProbabilities(IReadOnlyCollection<(double Probability, bool Happened)> pairs)
    {
        var frequency = pairs.Average(pair => pair.Happened ? 1.0 : 0);
        return (pairs.Average(pair => Math.Pow(pair.Probability - (pair.Happened ? 1 : 0), 2)), frequency * (1 - frequency));
    }

    /// <summary>The middle of each category that the Observatory publishes: below 30, 30–44, 45–54, 55–69, 70 per cent and more.</summary>
    internal static double Middle(RainProbability category) => category switch
    {
        RainProbability.Low => 0.15,
        RainProbability.MediumLow => 0.37,
        RainProbability.Medium => 0.50,
        RainProbability.MediumHigh => 0.62,
        _ => 0.85,
    };
}
