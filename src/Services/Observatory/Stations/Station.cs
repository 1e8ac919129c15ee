using OneStop.Observatory.Readings;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Stations;

/// <summary>A place that measures. The list is data (stations.json).</summary>
/// <param name="Code">The Observatory's own short code: <c>HKO</c>, <c>CCH</c>.</param>
/// <param name="District">A code of districts.json: rain is reported by district.</param>
/// <param name="Elevation">Metres above mean sea level.</param>
/// <param name="IsReference">One of the eight anemometers whose winds the tropical cyclone decision aid counts.</param>
internal sealed record Station(
    string Code, LocalizedText Name, string District, double Latitude, double Longitude, int Elevation, bool IsReference,
    IReadOnlyList<Quantity> Measures);
