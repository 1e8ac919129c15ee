using OneStop.Platform.Dated;

namespace OneStop.RoadCargo.Consignments;

/// <summary>What a consignment may say and when it may be lodged; by the day.</summary>
/// <param name="DaysAhead">Earliest lodgement before the expected day.</param>
/// <param name="ExpiresAfterDays">After the expected day, a consignment that has not crossed lapses.</param>
/// <param name="Words">The longest description of packages or articles, in characters.</param>
/// <param name="Message">The longest message id of a trader.</param>
internal sealed record Limits(
    DateOnly From, DateOnly? To, int DaysAhead, int ExpiresAfterDays, int MostPackages, int Words, int Name, int Address, int Message) : IDated
{
    internal static IReadOnlyList<Limits> All { get; } = DatedFile.Read<Limits>("limits.json");
}
