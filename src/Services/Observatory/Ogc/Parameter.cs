using OneStop.Observatory.Forecasts;
using OneStop.Observatory.Readings;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Ogc;

/// <summary>A quantity as EDR and CoverageJSON describe it.</summary>
/// <param name="Ucum">Its unit in the Unified Code for Units of Measure.</param>
/// <param name="Standard">Its CF standard name, or our own word where CF has none.</param>
/// <param name="Decimals">Places after the point.</param>
internal sealed record Parameter(string Name, LocalizedText Label, LocalizedText Unit, string Ucum, string Standard, int Decimals)
{
    private static readonly LocalizedText Celsius = new("degree Celsius", "攝氏度", "摄氏度");
    private static readonly LocalizedText Percent = new("per cent", "百分比", "百分比");
    private static readonly LocalizedText Degrees = new("degree", "度", "度");
    private static readonly LocalizedText Kilometres = new("kilometre per hour", "公里每小時", "公里每小时");
    private static readonly LocalizedText Millimetres = new("millimetre", "毫米", "毫米");

    internal static IReadOnlyDictionary<GridQuantity, Parameter> Forecast { get; } = new Dictionary<GridQuantity, Parameter>
    {
        [GridQuantity.Temperature] = new("temperature", new("Air temperature", "氣溫", "气温"), Celsius, "Cel", "air_temperature", 1),
        [GridQuantity.RelativeHumidity] = new("relativeHumidity", new("Relative humidity", "相對濕度", "相对湿度"), Percent, "%", "relative_humidity", 0),
        [GridQuantity.WindDirection] = new("windDirection", new("Direction the wind blows from; 0 is calm", "風向；0 為無風", "风向；0 为无风"), Degrees, "deg", "wind_from_direction", 0),
        [GridQuantity.WindSpeed] = new("windSpeed", new("Mean wind speed", "平均風速", "平均风速"), Kilometres, "km/h", "wind_speed", 1),
        [GridQuantity.Rainfall] = new("rainfall", new("Rain of the hour before", "過去一小時雨量", "过去一小时雨量"), Millimetres, "mm", "lwe_thickness_of_precipitation_amount", 1),
        [GridQuantity.RainProbability] = new("rainProbability", new("Probability of rain in the hour before", "過去一小時降雨概率", "过去一小时降雨概率"), Percent, "%", "probability_of_precipitation", 0),
    };

    internal static IReadOnlyDictionary<Quantity, Parameter> Observed { get; } = new Dictionary<Quantity, Parameter>
    {
        [Quantity.Temperature] = Forecast[GridQuantity.Temperature],
        [Quantity.GrassTemperature] = new("grassTemperature", new("Grass temperature", "草溫", "草温"), Celsius, "Cel", "grass_temperature", 1),
        [Quantity.RelativeHumidity] = Forecast[GridQuantity.RelativeHumidity],
        [Quantity.WindDirection] = Forecast[GridQuantity.WindDirection],
        [Quantity.WindSpeed] = Forecast[GridQuantity.WindSpeed],
        [Quantity.WindGust] = new("windGust", new("Greatest gust of ten minutes", "十分鐘最高陣風", "十分钟最高阵风"), Kilometres, "km/h", "wind_speed_of_gust", 1),
        [Quantity.Pressure] = new("pressure", new("Pressure at mean sea level", "平均海平面氣壓", "平均海平面气压"), new("hectopascal", "百帕斯卡", "百帕斯卡"), "hPa", "air_pressure_at_mean_sea_level", 1),
        [Quantity.Rainfall] = Forecast[GridQuantity.Rainfall],
        [Quantity.Visibility] = new("visibility", new("Mean visibility of ten minutes", "十分鐘平均能見度", "十分钟平均能见度"), new("kilometre", "公里", "公里"), "km", "visibility_in_air", 1),
        [Quantity.UvIndex] = new("uvIndex", new("Ultraviolet index", "紫外線指數", "紫外线指数"), new("index", "指數", "指数"), "1", "ultraviolet_index", 1),
        [Quantity.SolarRadiation] = new("solarRadiation", new("Global solar radiation", "太陽總輻射", "太阳总辐射"), new("watt per square metre", "瓦特每平方米", "瓦特每平方米"), "W/m2", "surface_downwelling_shortwave_flux_in_air", 1),
        [Quantity.Tide] = new("tide", new("Height of the tide above chart datum", "潮汐高度（海圖基準面以上）", "潮汐高度（海图基准面以上）"), new("metre", "米", "米"), "m", "water_surface_height_above_reference_datum", 2),
    };

    internal object Describe() => new
    {
        type = "Parameter",
        description = InAll(Label),
        unit = new { label = InAll(Unit), symbol = new { value = Ucum, type = "http://www.opengis.net/def/uom/UCUM/" } },
        observedProperty = new { id = $"https://vocab.nerc.ac.uk/standard_name/{Standard}/", label = InAll(Label) },
    };

    private static Dictionary<string, string> InAll(LocalizedText text) => Lang.All.Reverse().ToDictionary(lang => lang.Code, text.In);
}
