namespace OneStop.Observatory.Stations;

/// <summary>The stations, in the order in which reports name them.</summary>
internal static class StationList
{
    internal static IReadOnlyList<Station> All { get; } = DataFile.Read<List<Station>>("stations.json");

    internal static Station? Find(string code) => All.FirstOrDefault(station => station.Code == code);
}
