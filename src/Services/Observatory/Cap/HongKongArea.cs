using System.Globalization;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Cap;

/// <summary>Hong Kong as the area of a warning: its boundary by land and sea, simplified outwards by a few hundred metres.</summary>
internal static class HongKongArea
{
    internal static readonly LocalizedText Name = new("Hong Kong", "香港", "香港");

    /// <summary>Longitude and latitude, anticlockwise and closed, as GeoJSON asks.</summary>
    internal static readonly IReadOnlyList<(double Longitude, double Latitude)> Ring =
    [
        (113.825, 22.148), (114.502, 22.148), (114.502, 22.568), (114.360, 22.572), (114.280, 22.566), (114.226, 22.552), (114.188, 22.564),
        (114.160, 22.568), (114.143, 22.548), (114.110, 22.540), (114.075, 22.536), (114.050, 22.510), (113.990, 22.512), (113.945, 22.500),
        (113.868, 22.430), (113.825, 22.370), (113.825, 22.148),
    ];

    /// <summary>As CAP 1.2 writes it: latitude,longitude pairs parted by spaces.</summary>
    internal static readonly string Polygon = string.Join(' ', Ring.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.Latitude:0.000},{point.Longitude:0.000}")));

    internal static object Geometry { get; } = new { type = "Polygon", coordinates = new[] { Ring.Select(point => new[] { point.Longitude, point.Latitude }).ToArray() } };
}
