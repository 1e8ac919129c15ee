using System.Globalization;
using OneStop.Observatory.Readings;
using OneStop.Observatory.Stations;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.OpenData;

/// <summary>Rain of the past hour at every gauge (<c>hourlyRainfall.php</c>): the value is a text, M where it is missing.</summary>
internal static class HourlyRainfall
{
    internal static object Report(Now now, Lang lang)
    {
        var rain = now.Of(Quantity.Rainfall);
        return new
        {
            obsTime = Wire.Time(rain.Newest ?? now.Newest),
            hourlyRainfall = StationList.Measuring(Quantity.Rainfall).Select(station => new
            {
                automaticWeatherStation = station.Name.In(lang),
                automaticWeatherStationID = station.Code,
                value = rain.At(station) is { } value ? Wire.Whole(value).ToString(CultureInfo.InvariantCulture) : "M",
                unit = "mm",
            }).ToList(),
        };
    }
}
