namespace OneStop.Observatory.Readings;

/// <summary>What a station measures. Each has one unit everywhere: in the database, on the API, in the limits of the quality checks.</summary>
internal enum Quantity
{
    /// <summary>Air temperature, °C.</summary>
    Temperature,

    /// <summary>Grass minimum temperature, °C.</summary>
    GrassTemperature,

    /// <summary>Relative humidity, per cent.</summary>
    RelativeHumidity,

    /// <summary>Mean direction of the past 10 minutes that the wind blows from, degrees true, 1–360; 0 is calm.</summary>
    WindDirection,

    /// <summary>Mean speed of the past 10 minutes, km/h.</summary>
    WindSpeed,

    /// <summary>Greatest gust of the past 10 minutes, km/h.</summary>
    WindGust,

    /// <summary>Pressure at mean sea level, hPa.</summary>
    Pressure,

    /// <summary>Rain of the hour that ends at the reading's instant, mm.</summary>
    Rainfall,

    /// <summary>Mean visibility of the past 10 minutes, km.</summary>
    Visibility,

    /// <summary>Mean ultraviolet index of the past 15 minutes.</summary>
    UvIndex,

    /// <summary>Global solar radiation, W/m².</summary>
    SolarRadiation,

    /// <summary>Height of the tide above chart datum, m.</summary>
    Tide,
}
