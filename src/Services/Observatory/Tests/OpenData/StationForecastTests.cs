using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Observatory.Forecasts;
using OneStop.Observatory.OpenData;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Tests.OpenData;

public sealed class StationForecastTests(InterfaceApps apps)
{
    [Theory, MemberData(nameof(InterfaceApps.Engines), MemberType = typeof(InterfaceApps))]
    public async Task A_stations_forecast_has_the_shape_its_clients_know(DatabaseKind kind)
    {
        var app = await apps.OnAsync(kind);
        using var browser = app.Browse();

        var answer = await browser.Http.GetAsync("/ocf/dat/HKO.xml");
        var report = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal((20261125160000, "HKO", 22.3019, 2026112508), (report["LastModified"]!.GetValue<long>(), report["StationCode"]!.ToString(), report["Latitude"]!.GetValue<double>(), report["ModelTime"]!.GetValue<long>()));
        var hours = report["HourlyWeatherForecast"]!.AsArray();
        Assert.Equal((217, "2026112516"), (hours.Count, hours[0]!["ForecastHour"]!.ToString()));
        Assert.Equal(InterfaceApps.Temperature(0, 22.3019, 114.1742), hours[0]!["ForecastTemperature"]!.GetValue<double>(), 0.11);
        Assert.Equal((90, 12.5, 70), (hours[0]!["ForecastWindDirection"]!.GetValue<double>(), hours[0]!["ForecastWindSpeed"]!.GetValue<double>(), hours[0]!["ForecastRelativeHumidity"]!.GetValue<double>()));
        // Whole days only; the nine-day forecast of the scene has the first two.
        var days = report["DailyForecast"]!.AsArray();
        Assert.Equal((8, "20261126", "40%", 61), (days.Count, days[0]!["ForecastDate"]!.ToString(), days[0]!["ForecastChanceOfRain"]!.ToString(), days[0]!["ForecastDailyWeather"]!.GetValue<int>()));
        Assert.Null(days[2]!["ForecastDailyWeather"]);
        Assert.True(days[0]!["ForecastMaximumTemperature"]!.GetValue<double>() > days[0]!["ForecastMinimumTemperature"]!.GetValue<double>());
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.GetAsync("/ocf/dat/NOWHERE.xml")).StatusCode);
    }

    [Theory]
    [InlineData("Gridded_rainfall_nowcast.csv", "Updated Date and Time (in Hong Kong Time),Ending Date and Time (in Hong Kong Time),Latitude (degree),Longitude (degree),Half-hourly Nowcast Accumulated Rainfall (mm)")]
    [InlineData("Gridded_rainfall_nowcast_tc.csv", "更新日期及時間（香港時間）,結束日期及時間（香港時間）,緯度（度）,經度（度）,半小時臨近預報累積雨量（毫米）")]
    public async Task The_nowcast_has_every_cell_in_each_of_four_half_hours(string file, string heading)
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        var grid = app.Services.GetRequiredService<ForecastGrids>().Current!;

        var lines = Encoding.UTF8.GetString(RainfallNowcast.Write(grid, InterfaceApps.At(17, 42), RainfallNowcast.Files[file]).Body).Trim().Split('\n');

        Assert.Equal(heading, lines[0]);
        Assert.Equal(1 + (4 * 51 * 71), lines.Length);
        Assert.Equal("202611251730,202611251800,22.100,113.800,0.75", lines[1]);
        Assert.Equal(["202611251800", "202611251830", "202611251900", "202611251930"], lines.Skip(1).Select(line => line.Split(',')[1]).Distinct());
    }

    [Fact]
    public async Task Beyond_the_run_the_nowcast_says_nothing_and_other_files_are_not_there()
    {
        var app = await apps.OnAsync(DatabaseKind.Sqlite);
        using var browser = app.Browse();

        Assert.Single(Encoding.UTF8.GetString(RainfallNowcast.Write(app.Services.GetRequiredService<ForecastGrids>().Current!, InterfaceApps.At(17).AddDays(30), Lang.English).Body).Trim().Split('\n'));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.GetAsync("/weatherAPI/hko_data/F3/passwords.csv")).StatusCode);
    }
}
