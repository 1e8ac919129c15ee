using OneStop.Observatory.Ogc;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Lightning;

/// <summary>One of the four regions that the Observatory counts lightning by, with its waters (lightning-regions.json; our own coarse lines).</summary>
internal sealed record LightningRegion(string Code, LocalizedText Name, IReadOnlyList<double[]> Ring)
{
    private readonly Polygon polygon = new([[.. Ring.Select(corner => (corner[0], corner[1]))]]);

    internal static IReadOnlyList<LightningRegion> All { get; } = DataFile.Read<List<LightningRegion>>("lightning-regions.json");

    /// <summary>Null beyond Hong Kong.</summary>
    internal static LightningRegion? Of(double latitude, double longitude) => All.FirstOrDefault(region => region.polygon.Contains(longitude, latitude));
}
