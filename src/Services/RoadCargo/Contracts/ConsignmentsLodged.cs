using OneStop.Platform.Events;

namespace OneStop.RoadCargo.Contracts;

/// <summary>Consignments were lodged together and have their cargo reference numbers.</summary>
/// <param name="Ccrns">Each of 14 digits.</param>
public sealed record ConsignmentsLodged(IReadOnlyList<string> Ccrns) : IEvent
{
    public static string Name => "roadcargo.consignments-lodged.v1";

    public string Key => Ccrns[0];
}
