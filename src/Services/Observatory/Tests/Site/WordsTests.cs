using System.Globalization;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Site;
using OneStop.Platform;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Tests.Site;

public sealed class WordsTests
{
    private static readonly Words Words = new(new Text(new TextCatalogue([typeof(OneStopApp).Assembly, typeof(ObservatoryModule).Assembly])));

    [Theory]
    [InlineData(0, 32)]
    [InlineData(-40, -40)]
    [InlineData(36.6, 97.88)]
    [InlineData(100, 212)]
    public void Fahrenheit(double celsius, double fahrenheit) =>
        Assert.Equal(fahrenheit, new Units(TemperatureUnit.Fahrenheit, default).OfTemperature(celsius), 6);

    [Theory]
    [InlineData(nameof(WindUnit.KilometresPerHour), 63)]
    [InlineData(nameof(WindUnit.MetresPerSecond), 17.5)]
    [InlineData(nameof(WindUnit.Knots), 34.017279)]
    public void The_gale_of_63_km_h_in_other_units(string unit, double value) =>
        Assert.Equal(value, new Units(default, Enum.Parse<WindUnit>(unit)).OfWind(63), 5);

    [Theory]
    [InlineData(0, "Calm")]
    [InlineData(1, "North")]
    [InlineData(22, "North")]
    [InlineData(23, "Northeast")]
    [InlineData(90, "East")]
    [InlineData(338, "North")]
    [InlineData(337, "Northwest")]
    [InlineData(360, "North")]
    public void A_direction_is_one_of_eight_winds_or_calm(double degrees, string word)
    {
        CultureInfo.CurrentUICulture = Lang.English.Culture;

        Assert.Equal(word, Words.Direction(degrees));
    }

    [Theory]
    [InlineData(nameof(Quantity.Temperature), -0.04, "0.0\u00a0°C")]
    [InlineData(nameof(Quantity.Temperature), -1.26, "−1.3\u00a0°C")]
    [InlineData(nameof(Quantity.RelativeHumidity), 100, "100%")]
    [InlineData(nameof(Quantity.WindSpeed), 17.6, "18 km/h")]
    [InlineData(nameof(Quantity.Rainfall), 0, "0 mm")]
    [InlineData(nameof(Quantity.Rainfall), 0.5, "0.5 mm")]
    [InlineData(nameof(Quantity.Rainfall), 70.4, "70 mm")]
    [InlineData(nameof(Quantity.UvIndex), 11.2, "11.2 (extreme)")]
    [InlineData(nameof(Quantity.Pressure), 1009.94, "1009.9 hPa")]
    public void A_value_stands_with_its_unit(string quantity, double value, string words)
    {
        CultureInfo.CurrentUICulture = Lang.English.Culture;

        Assert.Equal(words, Words.Of(Enum.Parse<Quantity>(quantity), value));
    }

    [Theory]
    [InlineData(0, "0 minutes")]
    [InlineData(119, "119 minutes")]
    [InlineData(120, "2 hours")]
    [InlineData(2879, "47 hours")]
    [InlineData(2880, "2 days")]
    public void An_age_is_said_in_the_unit_that_reads_best(int minutes, string words)
    {
        CultureInfo.CurrentUICulture = Lang.English.Culture;

        Assert.Equal(words, Words.Age(TimeSpan.FromMinutes(minutes)));
    }
}
