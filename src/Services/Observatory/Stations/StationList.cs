using OneStop.Observatory.Readings;

namespace OneStop.Observatory.Stations;

/// <summary>The stations and districts, in the order in which reports name them.</summary>
internal static class StationList
{
    internal static IReadOnlyList<Station> All { get; } = DataFile.Read<List<Station>>("stations.json");

    internal static IReadOnlyList<District> Districts { get; } = DataFile.Read<List<District>>("districts.json");

    /// <summary>The anemometers whose winds the tropical cyclone decision aid counts.</summary>
    internal static IReadOnlyList<Station> Reference { get; } = [.. All.Where(station => station.IsReference)];

    private static readonly Dictionary<string, Station> ByCode = All.ToDictionary(station => station.Code, StringComparer.Ordinal);

    internal static Station? Find(string code) => ByCode.GetValueOrDefault(code);

    internal static IEnumerable<Station> Measuring(Quantity quantity) => All.Where(station => station.Measures.Contains(quantity));
}
