namespace OneStop.Observatory.Site;

internal enum TemperatureUnit
{
    Celsius,
    Fahrenheit,
}

internal enum WindUnit
{
    KilometresPerHour,
    MetresPerSecond,
    Knots,
}

/// <summary>In which units a reader wants temperatures and winds. What is stored is always °C and km/h.</summary>
internal readonly record struct Units(TemperatureUnit Temperature, WindUnit Wind)
{
    private const double KilometresPerNauticalMile = 1.852;

    internal double OfTemperature(double celsius) => Temperature == TemperatureUnit.Fahrenheit ? (celsius * 9 / 5) + 32 : celsius;

    internal double OfWind(double kilometresPerHour) => Wind switch
    {
        WindUnit.MetresPerSecond => kilometresPerHour / 3.6,
        WindUnit.Knots => kilometresPerHour / KilometresPerNauticalMile,
        _ => kilometresPerHour,
    };
}
