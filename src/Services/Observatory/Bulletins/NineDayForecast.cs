using OneStop.Platform.Texts;

namespace OneStop.Observatory.Bulletins;

/// <summary>The nine days after the day of issue (the open-data API's <c>fnd</c>).</summary>
internal sealed record NineDayForecast(LocalizedText GeneralSituation, IReadOnlyList<ForecastDay> Days, SeaTemperature Sea, IReadOnlyList<SoilTemperature> Soil);

/// <summary>Temperatures in °C, relative humidity in per cent.</summary>
/// <param name="Icon">The Observatory's icon number (50–93).</param>
internal sealed record ForecastDay(
    DateOnly Date, LocalizedText Weather, LocalizedText Wind, int MinimumTemperature, int MaximumTemperature, int MinimumHumidity, int MaximumHumidity,
    int Icon, RainProbability Rain);

/// <summary>The probability of significant rain (PSR): 10 mm or more over Hong Kong.</summary>
internal enum RainProbability
{
    Low,
    MediumLow,
    Medium,
    MediumHigh,
    High,
}

internal sealed record SeaTemperature(string Station, double Value, DateTimeOffset At);

/// <param name="Depth">Metres below ground: 0.5 or 1.</param>
internal sealed record SoilTemperature(string Station, double Depth, double Value, DateTimeOffset At);
