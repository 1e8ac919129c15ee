using System.Globalization;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Stations;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Site;

/// <summary>How the site says values, times and ages in the language of the request.</summary>
internal sealed class Words(Text text)
{
    private const string NoBreak = "\u00a0";
    private static readonly string[] Exposures = ["low", "moderate", "high", "veryhigh", "extreme"];

    internal string this[Quantity quantity] => text[$"observatory.site.quantity.{quantity.ToString().ToLowerInvariant()}"];

    /// <summary>For the head of a column of bare numbers: Temperature (°C).</summary>
    internal string Titled(Quantity quantity)
    {
        var unit = quantity switch
        {
            Quantity.Temperature => "°C",
            Quantity.RelativeHumidity => "%",
            Quantity.WindSpeed or Quantity.WindGust => WindSign(default),
            Quantity.Pressure => text["observatory.site.unit.sign.hpa"],
            Quantity.Rainfall => text["observatory.site.unit.sign.mm"],
            _ => null,
        };
        return unit is null ? this[quantity] : text["observatory.site.titled", this[quantity], unit];
    }

    /// <summary>Under such a head: the number alone; of a direction its name.</summary>
    internal string Bare(Quantity quantity, double value) => quantity == Quantity.WindDirection
        ? Direction(value)
        : Fixed(value, quantity is Quantity.RelativeHumidity or Quantity.WindSpeed or Quantity.WindGust ? 0 : 1);

    internal string Of(Quantity quantity, double value, Units units = default) => quantity switch
    {
        Quantity.Temperature or Quantity.GrassTemperature => Temperature(value, units),
        Quantity.RelativeHumidity => Percent(value),
        Quantity.WindDirection => Direction(value),
        Quantity.WindSpeed or Quantity.WindGust => Speed(value, units),
        Quantity.Pressure => text["observatory.site.unit.hpa", Fixed(value, 1)],
        Quantity.Rainfall => Rain(value),
        Quantity.Visibility => text["observatory.site.unit.km", Fixed(value, 0)],
        Quantity.UvIndex => text["observatory.site.uv.words", Fixed(value, 1), text[$"observatory.site.uv.{Exposure(value)}"]],
        Quantity.SolarRadiation => text["observatory.site.unit.radiation", Fixed(value, 0)],
        Quantity.Tide => text["observatory.site.unit.m", Fixed(value, 2)],
        _ => throw new ArgumentOutOfRangeException(nameof(quantity)),
    };

    internal string Temperature(double celsius, Units units = default, int decimals = 1) =>
        Fixed(units.OfTemperature(celsius), decimals) + NoBreak + Sign(units);

    /// <summary>From 18 to 23 °C: the unit once.</summary>
    internal string Temperatures(double low, double high, Units units = default) =>
        text["observatory.site.home.range", Fixed(units.OfTemperature(low), 0), Temperature(high, units, 0)];

    internal string Humidities(double low, double high) => text["observatory.site.home.range", Fixed(low, 0), Percent(high)];

    internal string Percent(double value) => Fixed(value, 0) + "%";

    internal string Rain(double millimetres) => text["observatory.site.unit.mm", Fixed(millimetres, millimetres is > 0 and < 10 ? 1 : 0)];

    internal string WindSign(Units units) => text[$"observatory.site.unit.sign.{Slug(units.Wind)}"];

    internal string Speed(double kilometresPerHour, Units units = default) => text[
        $"observatory.site.unit.{Slug(units.Wind)}",
        Fixed(units.OfWind(kilometresPerHour), units.Wind == WindUnit.MetresPerSecond ? 1 : 0)];

    /// <summary>One of the eight winds; 0 is calm.</summary>
    internal string Direction(double degrees) =>
        degrees == 0 ? text["observatory.site.wind.calm"] : text[$"observatory.site.compass.{(int)Math.Round(degrees / 45) % 8}"];

    internal string Wind(double? direction, double speed, double? gust, Units units = default)
    {
        var mean = direction is > 0 ? text["observatory.site.wind.from", Direction(direction.Value), Speed(speed, units)]
            : direction is null ? Speed(speed, units) : text["observatory.site.wind.calm"];
        return gust is { } most ? text["observatory.site.wind.gusting", mean, Speed(most, units)] : mean;
    }

    /// <summary>25 November, 16:20. Never "today": a page may stand longer than a day.</summary>
    internal static string When(DateTimeOffset instant)
    {
        var local = HongKong.At(instant);
        var day = DateOnly.FromDateTime(local.DateTime);
        return Lang.Current.IsChinese ? $"{Date(day)}{NoBreak}{Clock(instant)}" : $"{Clock(instant)}, {Date(day)}";
    }

    internal static string Clock(DateTimeOffset instant) => HongKong.At(instant).ToString("HH:mm", CultureInfo.InvariantCulture);

    internal static string Date(DateOnly day) =>
        day.ToString(Lang.Current.IsChinese ? "M月d日" : $"d'{NoBreak}'MMMM", CultureInfo.InvariantCulture);

    /// <summary>One after another: English puts a space between, Chinese none.</summary>
    internal static string Sentences(params string?[] sentences) =>
        string.Join(Lang.Current.IsChinese ? "" : " ", sentences.Where(sentence => !string.IsNullOrEmpty(sentence)));

    /// <summary>In force since, updated, until.</summary>
    internal string Times(WarningInForce warning)
    {
        var times = text["observatory.site.since", When(warning.Since)];
        if (warning.Step.IssuedAt > warning.Since)
        {
            times += text["observatory.site.and", text["observatory.site.updated", When(warning.Step.IssuedAt)]];
        }

        return warning.Step.ExpiresAt is { } end ? times + text["observatory.site.and", text["observatory.site.until", When(end)]] : times;
    }

    /// <summary>A station by its code or English name, as bulletins have it; a place that is no station by the name given.</summary>
    internal static string NameOf(string station) =>
        (StationList.Find(station) ?? StationList.All.FirstOrDefault(known => known.Name.En == station))?.Name.ToString() ?? station;

    internal string Weekday(DateOnly day) => text[$"observatory.site.weekday.{(int)day.DayOfWeek}"];

    internal string Age(TimeSpan age) => age switch
    {
        { TotalHours: < 2 } => text["observatory.site.age.minutes", Math.Max(0, (int)age.TotalMinutes)],
        { TotalHours: < 48 } => text["observatory.site.age.hours", (int)age.TotalHours],
        _ => text["observatory.site.age.days", (int)age.TotalDays],
    };

    internal static string Fixed(double value, int decimals)
    {
        var shown = value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        // A minus as typography has it; none before a zero.
        return shown.TrimStart('-').All(c => c is '0' or '.') ? shown.TrimStart('-') : shown.Replace('-', '−');
    }

    internal static string Slug(WindUnit unit) => unit switch
    {
        WindUnit.MetresPerSecond => "ms",
        WindUnit.Knots => "kn",
        _ => "kmh",
    };

    internal static string Sign(Units units) => units.Temperature == TemperatureUnit.Fahrenheit ? "°F" : "°C";

    /// <summary>The exposure categories of the World Health Organization.</summary>
    private static string Exposure(double index) => Exposures[index switch { < 3 => 0, < 6 => 1, < 8 => 2, < 11 => 3, _ => 4 }];
}
