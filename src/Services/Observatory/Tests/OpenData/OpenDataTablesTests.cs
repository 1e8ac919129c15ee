using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OneStop.Platform.Data;

namespace OneStop.Observatory.Tests.OpenData;

public sealed class OpenDataTablesTests(InterfaceApps apps)
{
    private const string Tables = "/weatherAPI/opendata/opendata.php?";
    private const string Regional = "/weatherAPI/hko_data/regional-weather/";

    [Theory]
    [InlineData("dataType=SRS&year=2022&month=1&day=1", "YYYY-MM-DD,RISE,TRAN.,SET\n2022-01-01,07:03,12:27,17:51\n")]
    [InlineData("dataType=SRS&year=2022&month=1&day=1&rformat=json", """{"fields":["YYYY-MM-DD","RISE","TRAN.","SET"],"data":[["2022-01-01","07:03","12:27","17:51"]]}""")]
    [InlineData("dataType=LHL&lang=tc&rformat=csv", "日期時間,類別,區域,閃電次數\n")]
    [InlineData("dataType=LHL&rformat=json", """{"fields":["DateTime","Type","Region","lightning count"],"data":[]}""")]
    [InlineData("dataType=LTMV&rformat=csv", "\"Date time\",\"Automatic Weather Station\",\"10 minute mean visibility\"\n202611251600,\"Chek Lap Kok\",N/A\n202611251600,\"Central Pier\",N/A\n202611251600,\"Waglan Island\",14km\n202611251600,\"Sai Wan Ho\",N/A\n")]
    [InlineData("dataType=CLMTEMP&station=HKO&year=2026&month=11", "\uFEFF\"日平均氣溫(攝氏度) - 香港天文台\"\n\"Daily Mean Temperature (°C) at the Hong Kong Observatory\"\n年/Year,月/Month,日/Day,數值/Value,\"數據完整性/data Completeness\"\n2026,11,1,21.0,C\n2026,11,2,***,\n2026,11,3,23.0,#\n\"*** 沒有數據/unavailable\"\n\"# 數據不完整/data incomplete\"\n\"C 數據完整/data Complete\"\n")]
    public async Task A_table_is_written_as_published(string query, string expected)
    {
        using var browser = (await apps.OnAsync(DatabaseKind.Sqlite)).Browse();

        Assert.Equal(expected, System.Text.Encoding.UTF8.GetString(await browser.Http.GetByteArrayAsync(Tables + query)));
    }

    [Theory]
    [MemberData(nameof(InterfaceApps.Engines), MemberType = typeof(InterfaceApps))]
    public async Task The_climate_record_is_read_on_both_engines(DatabaseKind kind)
    {
        using var browser = (await apps.OnAsync(kind)).Browse();

        var warmest = JsonNode.Parse(await browser.Http.GetStringAsync(Tables + "dataType=CLMMAXT&station=HKO&rformat=json"))!;
        var day = JsonNode.Parse(await browser.Http.GetStringAsync(Tables + "dataType=RYES&date=20261101&lang=tc"))!;
        var coldest = await browser.Http.GetStringAsync(Tables + "dataType=CLMMINT&station=HKO&year=2026&rformat=csv");

        Assert.Equal(["年/Year", "月/Month", "日/Day", "數值/Value", "數據完整性/data Completeness"], warmest["fields"]!.AsArray().Select(field => field!.GetValue<string>()));
        Assert.Equal(["2026", "11", "1", "26.5", "C"], warmest["data"]![0]!.AsArray().Select(cell => cell!.GetValue<string>()));
        Assert.Equal("19.5", coldest.Split('\n')[3].Split(',')[3]);
        Assert.Equal(("26.5", "19.5", "0.4"), (day["HKOReadingsMaxTemp"]!.GetValue<string>(), day["HKOReadingsMinTemp"]!.GetValue<string>(), day["HKOReadingsRainfall"]!.GetValue<string>()));
        Assert.Equal(("京士柏", "26.0"), (day["KingsParkLocationName"]!.GetValue<string>(), day["KingsParkReadingsMaxTemp"]!.GetValue<string>()));
        Assert.Equal(("20261101", "20261102"), (day["ReportTimeInfoDate"]!.GetValue<string>(), day["BulletinDate"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Tides_are_given_hour_by_hour_and_by_high_and_low_water()
    {
        using var browser = (await apps.OnAsync(DatabaseKind.Sqlite)).Browse();

        var year = (await browser.Http.GetStringAsync(Tables + "dataType=HHOT&station=QUB&year=2026")).TrimEnd().Split('\n');
        var hour = await browser.Http.GetFromJsonAsync<JsonObject>(Tables + "dataType=HHOT&station=CCH&year=2026&month=2&day=3&hour=24&rformat=json");
        var highs = await browser.Http.GetFromJsonAsync<JsonObject>(Tables + "dataType=HLT&station=CCH&year=2026&month=2&rformat=json");

        Assert.Equal(366, year.Length);
        Assert.Equal("MM,DD,01,02,03,04,05,06,07,08,09,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24", year[0]);
        Assert.Equal(["MM", "DD", "24"], hour!["fields"]!.AsArray().Select(field => field!.GetValue<string>()));
        Assert.Equal(["02", "03"], hour["data"]![0]!.AsArray().Take(2).Select(cell => cell!.GetValue<string>()));
        Assert.Equal(28, highs!["data"]!.AsArray().Count);
        Assert.All(highs["data"]!.AsArray(), row => Assert.Equal(10, row!.AsArray().Count));
        Assert.Matches("^[0-9]{4}$", highs["data"]![0]![2]!.GetValue<string>());
    }

    [Theory]
    [InlineData("")]
    [InlineData("dataType=HHOT")]
    [InlineData("dataType=HHOT&station=XXX&year=2026")]
    [InlineData("dataType=HHOT&station=CCH&year=1850")]
    [InlineData("dataType=HHOT&station=CCH&year=99999999999")]
    [InlineData("dataType=HHOT&station=CCH&year=2026&day=3")]
    [InlineData("dataType=HHOT&station=CCH&year=2026&month=2&day=30")]
    [InlineData("dataType=HHOT&station=CCH&year=2026&month=2&day=3&hour=25")]
    [InlineData("dataType=HHOT&station=CCH&year=2026&hour=5")]
    [InlineData("dataType=SRS&year=-1")]
    [InlineData("dataType=SRS&year=2026&month=13")]
    [InlineData("dataType=SRS&year=2026&rformat=xml")]
    [InlineData("dataType=CLMTEMP&station=XXX")]
    [InlineData("dataType=CLMTEMP&station=QUB")]
    [InlineData("dataType=CLMTEMP&station=HKO&month=3")]
    [InlineData("dataType=CLMTEMP&station=HKO&year=9999&month=12")]
    [InlineData("dataType=RYES")]
    [InlineData("dataType=RYES&date=2026-11-01")]
    [InlineData("dataType=RYES&date=20261301")]
    [InlineData("dataType=LTMV&lang=fr")]
    public async Task A_bad_question_about_a_table_gets_the_Observatorys_own_words(string query)
    {
        using var browser = (await apps.OnAsync(DatabaseKind.Sqlite)).Browse();

        var answer = await browser.Http.GetAsync(Tables + query);

        Assert.Equal((HttpStatusCode.BadRequest, "Please include valid parameters in API request."), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("latest_1min_temperature.csv", "Date time,Automatic Weather Station,Air Temperature(degree Celsius)", "202611251600,HK Observatory,21.4", "202611251600,Ta Kwu Ling,N/A")]
    [InlineData("latest_1min_temperature_uc.csv", "日期時間,自動氣象站,氣溫（攝氏）", "202611251600,香港天文台,21.4", "202611251600,長洲,20.0")]
    [InlineData("latest_1min_temperature_sc.csv", "日期时间,自动气象站,气温（摄氏）", "202611251600,香港天文台,21.4", "202611251600,长洲,20.0")]
    [InlineData("latest_1min_humidity.csv", "Date time,Automatic Weather Station,Relative Humidity(percent)", "202611251600,HK Observatory,71", "202611251600,Cheung Chau,N/A")]
    [InlineData("latest_1min_pressure.csv", "Date time,Automatic Weather Station,Mean Sea Level Pressure(hPa)", "202611251600,HK Observatory,1019.6", "202611251600,Cheung Chau,N/A")]
    [InlineData("latest_10min_wind.csv", "Date time,Automatic Weather Station,10-Minute Mean Wind Direction(Compass points),10-Minute Mean Speed(km/hour),10-Minute Maximum Gust(km/hour)", "202611251600,King's Park,Northeast,12,25", "202611251600,Cheung Chau,Calm,0,3")]
    [InlineData("latest_15min_uvindex.csv", "Date time,past 15-minute mean UV Index", "202611251600,2.3", "202611251600,2.3")]
    [InlineData("latest_since_midnight_maxmin.csv", "Date time,Automatic Weather Station,Maximum Air Temperature Since Midnight(degree Celsius),Minimum Air Temperature Since Midnight(degree Celsius)", "202611251600,HK Observatory,22.3,16.1", "202611251600,Sha Tin,N/A,N/A")]
    public async Task A_regional_file_has_its_header_and_a_line_for_each_station(string file, string header, string line, string another)
    {
        foreach (var kind in OneStop.Kit.TestDatabase.Kinds.Where(kind => kind == DatabaseKind.Sqlite || OneStop.Kit.TestDatabase.HasPostgres))
        {
            using var browser = (await apps.OnAsync(kind)).Browse();

            var lines = (await browser.Http.GetStringAsync(Regional + file)).Split('\n');

            Assert.Equal(header, lines[0]);
            Assert.Contains(line, lines);
            Assert.Contains(another, lines);
        }
    }

    [Theory]
    [InlineData("latest_1min_temperature")]
    [InlineData("latest_1min_temperature_fr.csv")]
    [InlineData("..%2f..%2fsecrets.csv")]
    [InlineData(".csv")]
    public async Task A_file_that_nobody_writes_is_not_there(string file)
    {
        using var browser = (await apps.OnAsync(DatabaseKind.Sqlite)).Browse();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.GetAsync(Regional + file)).StatusCode);
    }

    [Fact]
    public async Task Rain_of_the_hour_is_text_and_M_where_it_is_missing()
    {
        using var browser = (await apps.OnAsync(DatabaseKind.Sqlite)).Browse();

        var rain = JsonNode.Parse(await browser.Http.GetStringAsync("/weatherAPI/opendata/hourlyRainfall.php?lang=en"))!;

        var values = rain["hourlyRainfall"]!.AsArray().ToDictionary(gauge => gauge!["automaticWeatherStationID"]!.GetValue<string>(), gauge => gauge!["value"]!.GetValue<string>());
        Assert.Equal("2026-11-25T16:00:00+08:00", rain["obsTime"]!.GetValue<string>());
        Assert.Equal(("2", "0", "M"), (values["KP"], values["HKO"], values["SHA"]));
    }

    [Theory]
    [InlineData("date=2023-01-22", HttpStatusCode.OK, """{"LunarYear":"癸卯年，兔","LunarDate":"正月初一"}""")]
    [InlineData("date=1800-01-01", HttpStatusCode.BadRequest, null)]
    [InlineData("date=2023-02-30", HttpStatusCode.BadRequest, null)]
    [InlineData("", HttpStatusCode.BadRequest, null)]
    public async Task A_day_has_its_Chinese_date(string query, HttpStatusCode status, string? expected)
    {
        using var browser = (await apps.OnAsync(DatabaseKind.Sqlite)).Browse();

        var answer = await browser.Http.GetAsync("/weatherAPI/opendata/lunardate.php?" + query);

        Assert.Equal((status, expected ?? "Please include valid parameters in API request."), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }
}
