using OneStop.Observatory.Readings;
using OneStop.Observatory.Stations;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Simulation;

/// <summary>
/// Weather that never was: by season, hour, height and exposure as Hong Kong's is, smooth in time, the same for the same instant whoever
/// asks. With a storm, its wind, pressure and rain come on top.
/// </summary>
internal sealed class MadeUpWeather(Storm? storm = null)
{
    private const double KilometresPerHourOfStrongestExposure = 1.5;

    // Monthly means at the Observatory, 1991–2020 normals, rounded.
    private static readonly double[] Temperatures = [16.5, 17.1, 19.5, 23.0, 26.3, 28.3, 28.9, 28.7, 27.9, 25.7, 22.2, 18.2];
    private static readonly double[] Humidities = [74, 79, 82, 83, 83, 82, 81, 81, 78, 73, 72, 70];
    private static readonly double[] Pressures = [1020.3, 1018.7, 1016.2, 1013.1, 1009.2, 1006.0, 1005.6, 1005.3, 1009.0, 1014.1, 1017.8, 1020.3];
    private static readonly double[] RainShares = [0.10, 0.12, 0.16, 0.20, 0.28, 0.34, 0.32, 0.32, 0.27, 0.14, 0.10, 0.08];

    private static readonly Dictionary<string, double> Exposures = new(StringComparer.Ordinal)
    {
        ["WGL"] = 1.9,
        ["CCH"] = 1.6,
        ["GI"] = 1.7,
        ["NGP"] = 2.1,
        ["TC"] = 2.0,
        ["SC"] = 1.4,
        ["TAP"] = 1.3,
        ["CCB"] = 1.4,
        ["LAM"] = 1.3,
        ["HKA"] = 1.2,
        ["TKL"] = 0.6,
        ["SHA"] = 0.7,
        ["SEK"] = 0.6,
        ["WLP"] = 0.6,
        ["TUN"] = 0.7,
        ["HKS"] = 0.7,
        ["TPK"] = 0.7,
        ["JKB"] = 0.7,
    };

    /// <summary>What the station would measure; null for what it does not.</summary>
    internal double? Measure(Station station, Quantity quantity, DateTimeOffset at) =>
        station.Measures.Contains(quantity) ? Value(station, quantity, at) : null;

    private double Value(Station station, Quantity quantity, DateTimeOffset at) => quantity switch
    {
        Quantity.Temperature => Round(Temperature(station, at), 1),
        Quantity.GrassTemperature => Round(Temperature(station, at) - (Night(at) ? 1.8 : -0.6), 1),
        Quantity.RelativeHumidity => Round(Humidity(station, at), 0),
        Quantity.WindDirection => WindSpeed(station, at) < 1 ? 0 : Round(Direction(station, at), -1),
        Quantity.WindSpeed => Round(WindSpeed(station, at), 0),
        Quantity.WindGust => Round(WindSpeed(station, at) * (1.42 + (0.18 * Jitter(station, at, 31, 0.4))), 0),
        Quantity.Pressure => Round(Pressure(at) + (0.3 * Jitter(station, at, 37, 2)) - (storm?.PressureDrop(station.Latitude, station.Longitude, at) ?? 0), 1),
        Quantity.Rainfall => Math.Round(HourlyRain(station, at) * 2, MidpointRounding.AwayFromZero) / 2,
        Quantity.Visibility => Round(Math.Clamp(24 + (9 * Jitter(station, at, 41, 9)) - (6 * Rain(station, at)), 0.4, 50), 0),
        Quantity.UvIndex => Round(Math.Max(0, 12 * Sun(at) * Sun(at) * Clear(at)), 1),
        Quantity.SolarRadiation => Round(Math.Max(0, 980 * Sun(at) * Clear(at)), 0),
        Quantity.Tide => Round(Tide(station, at), 2),
        _ => throw new ArgumentOutOfRangeException(nameof(quantity)),
    };

    /// <summary>Rain of the ten minutes around the instant as a rate, mm an hour.</summary>
    internal double Rain(Station station, DateTimeOffset at)
    {
        var share = OfSeason(RainShares, at);
        var wet = Noise.Smooth(101, Hours(at), 30) + (0.5 * Noise.Smooth(103, Hours(at), 7));
        var here = wet + (0.35 * Noise.Smooth(Noise.Seed(station.District, 107), Hours(at), 1.5));
        var threshold = 1.05 - (1.3 * share);
        return Math.Max(0, (here - threshold) * 42 * share) + (storm?.Rain(station, at) ?? 0);
    }

    private double HourlyRain(Station station, DateTimeOffset at)
    {
        var sum = 0.0;
        for (var minutes = 5; minutes < 60; minutes += 10)
        {
            sum += Rain(station, at.AddMinutes(-minutes)) / 6;
        }

        return sum;
    }

    private double Temperature(Station station, DateTimeOffset at)
    {
        var hours = Hours(at);
        var winter = 1 - (OfSeason(Temperatures, at) / 30);
        var inland = station.Code is "TKL" or "SEK" or "YLP" or "LFS" or "SHA" or "TPO" ? 1.5 : station.Code is "CCH" or "WGL" ? 0.6 : 1;
        var sunny = 0.55 + (0.45 * Clear(at));
        return OfSeason(Temperatures, at)
            + (((winter * 9) + 0.9) * Noise.Smooth(11, hours, 90))
            + (2.6 * inland * sunny * Math.Cos((HourOfDay(at) - 14.3) * Math.PI / 12))
            - (0.0062 * (station.Elevation - 32))
            + (0.5 * Jitter(station, at, 13, 3))
            - Math.Min(3, 0.35 * Rain(station, at));
    }

    private double Humidity(Station station, DateTimeOffset at) => Math.Clamp(
        OfSeason(Humidities, at) + (15 * Noise.Smooth(17, Hours(at), 70)) - (9 * Math.Cos((HourOfDay(at) - 14.3) * Math.PI / 12))
        + (3 * Jitter(station, at, 19, 2)) + Math.Min(14, 3 * Rain(station, at)), 18, 100);

    private double WindSpeed(Station station, DateTimeOffset at)
    {
        var exposure = Exposure(station);
        var calmer = Math.Max(0, 9.5 + (5.5 * Noise.Smooth(23, Hours(at), 26)) + (2.5 * Math.Sin((HourOfDay(at) - 9) * Math.PI / 12)));
        var ordinary = Math.Max(0, (calmer * exposure) + (2.2 * Jitter(station, at, 29, 0.6)));
        var inStorm = storm?.Wind(station.Latitude, station.Longitude, at).Speed * (0.55 + (0.45 * exposure / KilometresPerHourOfStrongestExposure)) ?? 0;
        return Math.Sqrt((ordinary * ordinary) + (inStorm * inStorm)) * (1 + (0.05 * Jitter(station, at, 43, 0.3)));
    }

    private double Direction(Station station, DateTimeOffset at)
    {
        var summer = Math.Max(0, (OfSeason(Temperatures, at) - 26) / 3);
        var usual = 75 + (110 * summer) + (50 * Noise.Smooth(47, Hours(at), 34));
        var degrees = storm?.Wind(station.Latitude, station.Longitude, at) is { Speed: > 15 } wind ? wind.Direction : usual;
        return ((degrees + (14 * Jitter(station, at, 53, 1)) + 719) % 360) + 1;
    }

    private static double Pressure(DateTimeOffset at) =>
        OfSeason(Pressures, at) + (3.2 * Noise.Smooth(59, Hours(at), 80)) + (1.1 * Math.Cos((HourOfDay(at) - 10) * Math.PI / 6));

    private static double Tide(Station station, DateTimeOffset at)
    {
        // Four greatest constituents at Quarry Bay (amplitude in m, speed in degrees an hour), above chart datum.
        var hours = Hours(at) - (station.Code is "TBT" ? 1.4 : station.Code is "TPK" ? 0.2 : 0);
        var range = station.Code is "TBT" ? 1.35 : 1;
        return 1.38 + (range * (Wave(0.39, 28.9841) + Wave(0.36, 15.0411) + Wave(0.29, 13.9430) + Wave(0.15, 30)));

        double Wave(double amplitude, double speed) => amplitude * Math.Cos(hours * speed * Math.PI / 180);
    }

    private static double Exposure(Station station) => Exposures.GetValueOrDefault(station.Code, 0.9);

    private static double Clear(DateTimeOffset at) => 0.6 + (0.4 * Noise.Smooth(61, Hours(at), 14));

    private static double Sun(DateTimeOffset at)
    {
        var declination = -23.44 * Math.Cos((HongKong.At(at).DayOfYear + 10) * 2 * Math.PI / 365.25) * Math.PI / 180;
        const double latitude = 22.3 * Math.PI / 180;
        return (Math.Sin(latitude) * Math.Sin(declination)) + (Math.Cos(latitude) * Math.Cos(declination) * Math.Cos((HourOfDay(at) - 12.4) * Math.PI / 12));
    }

    private static bool Night(DateTimeOffset at) => Sun(at) < 0;

    private static double Jitter(Station station, DateTimeOffset at, ulong what, double hours) => Noise.Smooth(Noise.Seed(station.Code, what), Hours(at), hours);

    private static double Hours(DateTimeOffset at) => at.ToUnixTimeSeconds() / 3600.0;

    private static double HourOfDay(DateTimeOffset at) => HongKong.At(at).TimeOfDay.TotalHours;

    private static double OfSeason(double[] months, DateTimeOffset at)
    {
        var position = ((HongKong.At(at).DayOfYear - 15) / 30.4375) + 12;
        var (month, part) = ((int)position, position - (int)position);
        return months[month % 12] + ((months[(month + 1) % 12] - months[month % 12]) * part);
    }

    private static double Round(double value, int digits) =>
        digits >= 0 ? Math.Round(value, digits) : Math.Max(10, Math.Round(value / 10) * 10);
}
